"""The windows of disputes found in the settlement calendar and the rules as they are held here."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from issues.choices import RuleKind, RuleUnit, SettlementRun
from issues.models import DisputeRule, SettlementDate
from issues.rules.dispute_terms import Term
from issues.rules.dispute_windows import Book, Extension, Published, Window, window
from portal.calendars import loading
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day

CALENDAR: Final = "ercot-business"
NO_ANSWER: Final = "The window of this operating day cannot be reckoned."

Key = tuple[str, date]


def terms_of(rules: Iterable[DisputeRule]) -> dict[str, Term]:
    """The rules that name an amount, by code."""
    return {
        rule.code: Term(
            rule.code, rule.amount, rule.unit, rule.rolls, rule.until_close, rule.verified, rule.counted_from
        )
        for rule in rules
        if rule.amount is not None and rule.unit != RuleUnit.NONE and rule.kind != RuleKind.EXCEPTION
    }


def the_book() -> Book:
    """All that windows are found in; two statements."""
    rules = list(DisputeRule.objects.all())
    extensions = tuple(
        Extension(
            rule.code,
            rule.first_day,
            rule.last_day,
            tuple(rule.runs),
            rule.amount or 0,
            rule.until_on,
            rule.name,
            rule.verified,
        )
        for rule in rules
        if rule.kind == RuleKind.EXCEPTION
    )
    _version, calendar = loading.current(CALENDAR)
    return Book(terms_of(rules), extensions, calendar)


def published_on(days: Iterable[date]) -> dict[Key, Published]:
    """What the calendar says of these operating days, by run and day; one statement."""
    rows = SettlementDate.objects.holding().of_days(days)
    return {(row.run, row.operating_day): _published(row) for row in rows}


def _published(row: SettlementDate) -> Published:
    imported_on = market_day(row.imported_at)
    return Published(row.post_date, row.invoice_date, row.dispute_date, row.version, imported_on)


def find(run: str, day: date, *, book: Book, published: Mapping[Key, Published]) -> Window:
    """The window of a run of an operating day; `Refused` where no day can be reckoned."""
    try:
        return window(
            run,
            day,
            book=book,
            published=published.get((run, day)),
            true_up=published.get((SettlementRun.RTM_TRUE_UP, day)),
        )
    except (ValueError, OverflowError) as unreachable:
        raise Refused(NO_ANSWER) from unreachable


def find_one(run: str, day: date) -> Window:
    """The same for a question that is just being written; three statements."""
    return find(run, day, book=the_book(), published=published_on([day]))
