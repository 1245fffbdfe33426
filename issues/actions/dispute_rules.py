"""Correcting the rules of disputes, adding dated exceptions, and setting benchmarks of MarkeTrak subtypes."""

from datetime import date, datetime
from typing import Any, Final

from django.db import transaction

from accounts.models import User
from issues import permissions
from issues.actions.dispute_windows import every_open_window
from issues.choices import RuleKind, RuleUnit, SettlementRun
from issues.models import DisputeRule, MarkeTrakSubtype
from participants.actions.participants import tidy
from participants.actions.shape import only_fields, require_shape
from participants.choices import SourceTag
from portal.audit import trail
from portal.lifecycle.refusals import Refused

CHANGEABLE: Final = frozenset({"text", "amount", "unit", "rolls", "until_close", "source", "tag"})
EXCEPTION: Final = frozenset({"name", "text", "runs", "amount", "first_day", "last_day", "until_on", "source", "tag"})
MOST: Final = 400
NO_AMOUNT: Final = "Give a number of days."
NO_EXTENSION: Final = "Give the months of the extension or its last day."


@transaction.atomic
def change_dispute_rule(*, rule: DisputeRule, by: User, now: datetime, **fields: Any) -> DisputeRule:
    """Correct a rule; from then on the defaults leave it alone, and open windows are reckoned anew."""
    only_fields(fields, EXCEPTION if rule.kind == RuleKind.EXCEPTION else CHANGEABLE)
    rule = DisputeRule.objects.lock(rule.pk)
    permissions.can_edit_dispute_rules(by).enforce()
    wanted = DisputeRule.objects.get(pk=rule.pk)
    for name, value in fields.items():
        setattr(wanted, name, tidy(value) if isinstance(value, str) else value)
    require_shape(wanted, *sorted(fields))
    _require_sound(wanted)
    changes = rule.apply(**{name: getattr(wanted, name) for name in fields})
    if changes:
        rule.apply(edited=True)
        trail.record("issues.disputerule.changed", of=rule, by=by, at=now, changes=changes)
        every_open_window(by=by, now=now, reason=f"The rule {rule.code} was changed.")
    return rule


@transaction.atomic
def add_dispute_exception(
    *,
    by: User,
    now: datetime,
    code: str,
    name: str,
    first_day: date,
    last_day: date,
    source: str,
    text: str = "",
    runs: Any = (),
    amount: int | None = None,
    until_on: date | None = None,
    tag: str = SourceTag.VERIFIED,
) -> DisputeRule:
    """The Commission (or the operator) extended the windows of some operating days."""
    permissions.can_edit_dispute_rules(by).enforce()
    code = f"DISP-EXC-{tidy(code).upper()}"
    rule = DisputeRule(
        code=code,
        kind=RuleKind.EXCEPTION,
        name=tidy(name),
        text=tidy(text) or tidy(name),
        runs=list(runs),
        amount=amount,
        unit=RuleUnit.MONTH,
        counted_from="the issue of the statement or invoice",
        first_day=first_day,
        last_day=last_day,
        until_on=until_on,
        source=tidy(source),
        tag=tag,
        edited=True,
        order=900,
    )
    require_shape(rule, "code", "name", "text", "amount", "first_day", "last_day", "until_on", "source", "tag")
    _require_sound(rule)
    if DisputeRule.objects.filter(code=code).exists():
        raise Refused(f"There is an exception {code} already; change that one.")
    rule.save(force_insert=True)
    trail.record("issues.disputerule.added", of=rule, by=by, at=now)
    every_open_window(by=by, now=now, reason=f"The exception {rule.code} was added.")
    return rule


@transaction.atomic
def change_benchmark(
    *, subtype: MarkeTrakSubtype, by: User, now: datetime, benchmark_days: int | None, source: str, tag: str
) -> MarkeTrakSubtype:
    """Within how many days issues of a subtype should be complete; empty for no benchmark."""
    subtype = MarkeTrakSubtype.objects.lock(subtype.pk)
    permissions.can_edit_dispute_rules(by).enforce()
    values = {"benchmark_days": benchmark_days, "source": tidy(source), "tag": tag}
    require_shape(MarkeTrakSubtype(**values), *values)
    changes = subtype.apply(**values)
    if changes:
        subtype.apply(edited=True)
        trail.record("issues.marketraksubtype.changed", of=subtype, by=by, at=now, changes=changes)
    return subtype


def _require_sound(rule: DisputeRule) -> None:
    """What no single field can tell."""
    if rule.amount is not None and abs(rule.amount) > MOST:
        raise Refused(f"A rule counts {MOST} days at most.")
    if unknown := [run for run in rule.runs if run not in SettlementRun.values]:
        raise Refused(f"There is no settlement run “{unknown[0][:40]}”.")
    if rule.kind == RuleKind.EXCEPTION:
        if rule.last_day < rule.first_day:
            raise Refused("The last day is before the first one.")
        if rule.until_on is None and not (rule.amount and rule.amount > 0):
            raise Refused(NO_EXTENSION)
        return
    if rule.unit != RuleUnit.NONE and not rule.amount:
        raise Refused(NO_AMOUNT)
