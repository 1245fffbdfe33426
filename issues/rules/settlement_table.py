"""The settlement calendar as it is published, CSV or XML, read into typed rows; each error in words. Pure.

The XML is that of the published schema: SETTLEMENT_CALENDAR_DATA with one SETTLEMENT_CALENDAR for each row.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Final
from xml.etree.ElementTree import Element, ParseError, fromstring

from issues.choices import SettlementRun as S
from participants.rules.imports.cells import date_of, plain, required, shown, squeezed, within
from participants.rules.imports.csv_text import Columns, decode, filled_width, open_table
from participants.rules.imports.outcome import RowRefused, UnreadableFile
from portal.scoping.today import MARKET_ZONE

COLUMNS: Final = Columns(
    ("settlement_type", "operating_date", "dispute_date"),
    ("batch_date", "version", "invoice_date", "invoice_due_date", "invoice_payout_date", "post_date"),
    aliases=(("operatingday", "operating_date"), ("payoutdate", "invoice_payout_date")),
)
MOST_ROWS: Final = 20_000
ROW: Final = "settlementcalendar"
DATES: Final = ("batch_date", "invoice_date", "invoice_due_date", "invoice_payout_date", "post_date", "dispute_date")
# How the published files and people write the types, squeezed to letters.
RUNS: Final[dict[str, str]] = {
    "dam": S.DAM,
    "damstatement": S.DAM,
    "daminitial": S.DAM,
    "damresettlement": S.DAM_RESETTLEMENT,
    "damresettle": S.DAM_RESETTLEMENT,
    "rtminitial": S.RTM_INITIAL,
    "initial": S.RTM_INITIAL,
    "rtmfinal": S.RTM_FINAL,
    "final": S.RTM_FINAL,
    "rtmresettlement": S.RTM_RESETTLEMENT,
    "resettlement": S.RTM_RESETTLEMENT,
    "rtmtrueup": S.RTM_TRUE_UP,
    "trueup": S.RTM_TRUE_UP,
    "crr": S.CRR,
    "crrauction": S.CRR,
    "crrauctioninvoice": S.CRR,
    "invoice": S.INVOICE,
    "miscellaneousinvoice": S.INVOICE,
}
# A date and time as XML writes it, with the zone where one is named.
INSTANT: Final = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?")
DECLARATION: Final = re.compile(r"\s*<\?xml[^>]*\?>")


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """One line of the calendar; `run` is empty where the portal keeps no such settlement type."""

    number: int
    written: str
    run: str
    operating_day: date
    version: str
    batch_date: date | None
    invoice_date: date | None
    invoice_due_date: date | None
    payout_date: date | None
    post_date: date | None
    dispute_date: date | None

    @property
    def dates(self) -> tuple[date | None, ...]:
        """What two rows of the same run and version are compared by."""
        return tuple(getattr(self, one.name) for one in fields(self)[5:])


@dataclass(frozen=True, slots=True)
class BadLine:
    number: int
    written: str
    reason: str


def read(data: bytes) -> tuple[list[CalendarRow], list[BadLine]]:
    """Every row of the file; UnreadableFile where it is neither such a table nor such XML."""
    text = decode(data)
    lines = _elements(text) if text.lstrip()[:1] == "<" else _lines(data)
    rows: list[CalendarRow] = []
    bad: list[BadLine] = []
    for number, values, fault in lines:
        if len(rows) + len(bad) >= MOST_ROWS:
            raise UnreadableFile(f"The file holds more than {MOST_ROWS:,} rows; import it in parts.")
        written = shown(values.get("settlement_type", ""))
        try:
            if fault:
                raise RowRefused(fault)
            rows.append(_row(number, values))
        except RowRefused as error:
            bad.append(BadLine(number, written, error.reason))
    if not rows and not bad:
        raise UnreadableFile("The file holds no rows of the settlement calendar.")
    return rows, bad


def version_key(version: str) -> tuple[int, ...]:
    """The numbers in a version, by which the newer one is told: "2" after "1", "1.10" after "1.9"."""
    return tuple(int(part) for part in re.findall(r"[0-9]{1,9}", version))


def _lines(data: bytes) -> Iterator[tuple[int, dict[str, str], str]]:
    table = open_table(data, COLUMNS)
    for number, line in table.rows:
        if not any(plain(cell) for cell in line):
            continue
        cut = table.header.cut(line)
        wide = "The row has more values than the header names columns." if filled_width(line) > table.width else ""
        yield number, {name: plain(str(cut.get(name, ""))) for name in COLUMNS.all}, wide


def _elements(text: str) -> Iterator[tuple[int, dict[str, str], str]]:
    """The rows of the XML. A document type could name entities and other files, so none is taken."""
    if "<!DOCTYPE" in text.upper() or "<!ENTITY" in text.upper():
        raise UnreadableFile("The XML declares a document type or entities; the published calendar has none.")
    try:
        root = fromstring(DECLARATION.sub("", text, count=1).strip())  # noqa: S314 no document type, see above
    except (ParseError, ValueError, RecursionError) as error:
        raise UnreadableFile("The file begins like XML, but is not well-formed.") from error
    found = [one for one in root.iter() if squeezed(_local(one)) == ROW]
    if not found:
        raise UnreadableFile("The XML holds no SETTLEMENT_CALENDAR rows.")
    spellings = COLUMNS.spellings
    for number, row in enumerate(found, start=1):
        values = dict.fromkeys(COLUMNS.all, "")
        fault = ""
        for child in row:
            name = spellings.get(squeezed(_local(child)))
            if name is not None:
                fault = fault or (f"It names {_local(child)} twice." if values[name] else "")
                values[name] = plain(child.text or "")
        yield number, values, fault


def _local(element: Element) -> str:
    """The name of an element without its namespace; comments have none."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _row(number: int, values: dict[str, str]) -> CalendarRow:
    written = required(values["settlement_type"], 60, "settlement type")
    operating_day = _day(values["operating_date"], "operating date")
    if operating_day is None:
        raise RowRefused("The operating date is missing.")
    found = {name: _day(values[name], name.replace("_", " ")) for name in DATES}
    posted, disputed = found["post_date"], found["dispute_date"]
    if posted is not None and disputed is not None and disputed < posted:
        raise RowRefused("The dispute date is before the post date.")
    return CalendarRow(
        number=number,
        written=written,
        run=RUNS.get(squeezed(written), ""),
        operating_day=operating_day,
        version=within(values["version"], 20, "version"),
        batch_date=found["batch_date"],
        invoice_date=found["invoice_date"],
        invoice_due_date=found["invoice_due_date"],
        payout_date=found["invoice_payout_date"],
        post_date=posted,
        dispute_date=disputed,
    )


def _day(text: str, label: str) -> date | None:
    """A day as MM/DD/YYYY or YYYY-MM-DD; of an instant with a zone the market's day on which it lies."""
    if INSTANT.fullmatch(text):
        try:
            at = datetime.fromisoformat(text)
        except ValueError:
            raise RowRefused(f'The {label} "{shown(text)}" is not a date.') from None
        text = (at.astimezone(MARKET_ZONE) if at.tzinfo is not None else at).date().isoformat()
    return date_of(text, label)
