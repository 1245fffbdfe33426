"""Until when a settlement run of an operating day can be disputed, and why until then. Pure.

What the settlement calendar says comes first; the rules hold where it has no row or no date. A dated exception only
ever extends.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

from issues.choices import SettlementRun, WindowOrigin
from issues.rules.dispute_terms import Span, Term, amount_words, counted
from participants.rules.fiscal_years import add_months
from portal.calendars.week import WorkCalendar
from portal.web.words import short_day

S = SettlementRun
RTM_BEFORE_TRUE_UP: Final = (S.RTM_INITIAL, S.RTM_FINAL, S.RTM_RESETTLEMENT)
WINDOWS: Final[Mapping[str, str]] = {
    S.DAM: "DISP-DAM",
    S.DAM_RESETTLEMENT: "DISP-DAM",
    S.RTM_INITIAL: "DISP-RTM",
    S.RTM_FINAL: "DISP-RTM",
    S.RTM_RESETTLEMENT: "DISP-RTM",
    S.RTM_TRUE_UP: "DISP-TU",
    S.CRR: "DISP-INV",
    S.INVOICE: "DISP-INV",
}
STATEMENTS: Final[Mapping[str, str]] = {
    S.DAM: "STMT-DAM",
    S.RTM_INITIAL: "STMT-RTM-INITIAL",
    S.RTM_FINAL: "STMT-RTM-FINAL",
    S.RTM_TRUE_UP: "STMT-RTM-TRUE-UP",
    S.CRR: "STMT-CRR",
}
EARLY: Final = "DISP-RTM-FAST"
AFTER_TRUE_UP: Final = "DISP-TU"
TRUE_UP: Final = "STMT-RTM-TRUE-UP"


@dataclass(frozen=True, slots=True)
class Published:
    """What the settlement calendar says of one run of an operating day."""

    post_date: date | None = None
    invoice_date: date | None = None
    dispute_date: date | None = None
    version: str = ""
    imported_on: date | None = None


@dataclass(frozen=True, slots=True)
class Extension:
    """A dated exception: for operating days from `first` to `last`, `months` from the issue or until a day."""

    code: str
    first: date
    last: date
    runs: tuple[str, ...] = ()
    months: int = 0
    until_on: date | None = None
    name: str = ""
    verified: bool = True

    def covers(self, run: str, day: date) -> bool:
        return self.first <= day <= self.last and (not self.runs or run in self.runs)


@dataclass(slots=True)
class Window:
    """The last moment (None: it cannot be told), where it is from, and why in sentences."""

    run: str
    operating_day: date
    rule_code: str = ""
    origin: str = WindowOrigin.UNKNOWN
    closes_at: datetime | None = None
    early_on: date | None = None
    verified: bool = False
    reasons: list[str] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Issued:
    """The day on which a statement is issued, in words where that is from, and whether the source was read."""

    day: date
    words: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Book:
    """All that a window is found in: the terms by code, the exceptions, the market's working calendar."""

    terms: Mapping[str, Term]
    extensions: tuple[Extension, ...]
    calendar: WorkCalendar


def window(
    run: str, day: date, *, book: Book, published: Published | None = None, true_up: Published | None = None
) -> Window:
    """The window of a run of an operating day. `true_up`: what the calendar says of that day's True-Up."""
    found = Window(run, day)
    issued = _issued(run, day, published, book)
    if published is not None and published.dispute_date is not None:
        _take_over(found, published, book)
    else:
        _work_out(found, issued, published, true_up, book)
    _extend(found, issued, book)
    if found.closes_at is not None and issued is not None:
        _early(found, issued, book)
    return found


def _take_over(found: Window, published: Published, book: Book) -> None:
    found.rule_code = WINDOWS[found.run]
    found.origin, found.verified = WindowOrigin.IMPORTED, True
    found.closes_at = _end(book, published.dispute_date, book.terms.get(found.rule_code))
    version = f" (version {published.version})" if published.version else ""
    taken = f", imported on {short_day(published.imported_on)}" if published.imported_on else ""
    found.reasons.append(
        f"The settlement calendar{version}{taken} names {short_day(published.dispute_date)} as the dispute date."
    )


def _work_out(
    found: Window, issued: Issued | None, published: Published | None, true_up: Published | None, book: Book
) -> None:
    code, start = WINDOWS[found.run], issued
    if found.run in RTM_BEFORE_TRUE_UP:
        start = _issued(S.RTM_TRUE_UP, found.operating_day, true_up, book)
        if _after_true_up(found.run, published, start):
            code, start = AFTER_TRUE_UP, issued
    term = book.terms.get(code)
    if term is None or start is None:
        found.rule_code = code
        found.reasons.append(
            f"The settlement calendar has no row for this {SettlementRun(found.run).label}, and no rule says when it "
            "is issued: the end of its window cannot be told before the calendar is imported."
        )
        return
    found.reasons += [start.words]
    end, spans, skipped = counted(book.calendar, start.day, term)
    found.rule_code, found.origin, found.spans = term.code, WindowOrigin.COMPUTED, spans
    found.verified = term.verified and start.sure
    found.closes_at = _end(book, end, term)
    found.reasons.append(_counted_words(term, start.day, end))
    if skipped:
        found.reasons.append(f"{skipped}.")


def _after_true_up(run: str, published: Published | None, true_up: Issued | None) -> bool:
    """A Resettlement that was posted with or after the True-Up."""
    posted = published.post_date if published is not None else None
    return run == S.RTM_RESETTLEMENT and posted is not None and true_up is not None and posted >= true_up.day


def _issued(run: str, day: date, published: Published | None, book: Book) -> Issued | None:
    """When the statement (or invoice) is issued: as published, else by rule, else unknown."""
    label = SettlementRun(run).label
    if published is not None:
        posted = published.post_date or published.invoice_date
        if posted is not None:
            return Issued(posted, f"{label} is posted on {short_day(posted)} (settlement calendar).", True)
    term = book.terms.get(STATEMENTS.get(run, ""))
    if term is None:
        return None
    on, _spans, _skipped = counted(book.calendar, day, term)
    words = f"{label} is issued on {short_day(on)}: {_amount(term)} after {term.counted_from} ({term.code}, computed)."
    return Issued(on, words, term.verified)


def _extend(found: Window, issued: Issued | None, book: Book) -> None:
    for extension in book.extensions:
        if not extension.covers(found.run, found.operating_day):
            continue
        until = extension.until_on or (add_months(issued.day, extension.months) if issued is not None else None)
        if until is None:
            continue
        at = _end(book, until, None)
        if found.closes_at is not None and at <= found.closes_at:
            continue
        if found.origin == WindowOrigin.UNKNOWN:
            found.origin, found.reasons = WindowOrigin.COMPUTED, []
        found.closes_at, found.rule_code, found.verified = at, extension.code, extension.verified
        found.reasons.append(f"{extension.code}, {extension.name}: extended until {short_day(until)}.")


def _early(found: Window, issued: Issued, book: Book) -> None:
    term = book.terms.get(EARLY)
    if term is not None and found.run in (S.RTM_INITIAL, S.RTM_FINAL):
        on, _spans, _skipped = counted(book.calendar, issued.day, term)
        if _end(book, on, term) < found.closes_at:
            found.early_on = on


def _end(book: Book, day: date, term: Term | None) -> datetime:
    """The last moment of a day: its close of business where the rule says so and the day has one."""
    closes = book.calendar.closes_at(day) if term is not None and term.until_close else None
    return closes or book.calendar.midnight(day.toordinal() + 1) - timedelta(microseconds=1)


def _amount(term: Term) -> str:
    return amount_words(term.amount, term.unit)


def _counted_words(term: Term, start: date, end: date) -> str:
    before = " before" if term.amount < 0 else " from"
    return f"{term.code}: {_amount(term)}{before} {short_day(start)}, which is not counted: until {short_day(end)}."
