"""Which class a file gets when it is stored, and until when it is confidential."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Final

from portal.documents.choices import Ends, Protection
from portal.documents.marking import NO_CLASS, WHY, Marking
from portal.documents.models import ProtectionClass
from portal.documents.protection import CHOOSABLE, DEFAULTS, Rule, reckon, weaker
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day

TOO_WEAK: Final = "What is stored here is protected more strongly than the class that was chosen: {label}."
NO_LAST_DAY: Final = "Only what is confidential as agreed, or until it is posted, has a last day that is set by hand."


def rules_of(codes: Iterable[str]) -> dict[str, Rule]:
    """The rule of each class. One that is not in the catalog never ends, which is the safe side."""
    codes = set(codes)
    found = {row.code: row.rule for row in ProtectionClass.objects.filter(code__in=codes)}
    return {code: found.get(code) or _unknown(code) for code in codes}


def protect(*, place: str, marking: Marking | None, by: Any, now: datetime) -> dict[str, Any]:
    """The fields of a new file: the class that was chosen for it, or the usual one of the place.

    A participant's people choose none that protects less than the usual one; any of the market's classes says more than
    that it is the participant's own matter.
    """
    usual = DEFAULTS[place]
    chosen = (marking.code if marking else "") or usual
    if chosen == Protection.PUBLIC:
        return {"protection": Protection.PUBLIC, "why_until": reckon(_unknown(chosen), stored_on=market_day(now)).why}
    rules = rules_of({usual, chosen})
    of_staff = by is None or by.is_staff
    if not of_staff and usual != Protection.RELATION and weaker(rules[chosen], rules[usual]):
        raise Refused(TOO_WEAK.format(label=Protection(usual).label.lower()))
    basis_day = marking.basis_day if marking else None
    return {
        "protection": chosen,
        "marked_because": marking.because if marking else "",
        "set_by_operator": bool(marking and marking.code and by is not None and by.is_staff),
        **dates(rules[chosen], stored_on=market_day(now), basis_day=basis_day),
    }


def protect_text(*, marking: Marking, by: Any, now: datetime) -> dict[str, Any]:
    """The fields of a text or a value that somebody says is protected; it has no usual class of its own."""
    if marking.code not in CHOOSABLE:
        raise Refused(NO_CLASS)
    if marking.code == Protection.MARKED and not marking.because:
        raise Refused(WHY)
    rule = rules_of({marking.code})[marking.code]
    require_agreeable(rule, marking.agreed)
    return {
        "protection": marking.code,
        "because": marking.because,
        "set_by_operator": by is None or by.is_staff,
        **dates(rule, stored_on=market_day(now), basis_day=marking.basis_day, agreed=marking.agreed),
    }


def require_agreeable(rule: Rule, agreed: date | None) -> None:
    """A last day is set by hand only where the class has none that is reckoned."""
    if agreed is not None and rule.ends not in (Ends.AGREED, Ends.POSTED):
        raise Refused(NO_LAST_DAY)


def dates(rule: Rule, *, stored_on: date, basis_day: date | None, agreed: date | None = None) -> dict[str, Any]:
    """Until when, and why, as fields of a file."""
    reckoned = reckon(rule, stored_on=stored_on, basis_day=basis_day, agreed=agreed)
    return {"basis_day": basis_day, "confidential_until": reckoned.until, "why_until": reckoned.why}


def _unknown(code: str) -> Rule:
    return Rule(code, Ends.OPEN if code == Protection.PUBLIC else Ends.NEVER)
