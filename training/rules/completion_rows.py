"""The table of completions that another learning system exports: read into typed rows, each error in words. Pure."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from participants.rules.imports.cells import date_of, email_of, plain, required, within
from participants.rules.imports.csv_text import Columns, filled_width, open_table
from participants.rules.imports.outcome import RowRefused, UnreadableFile

COLUMNS: Final = Columns(
    ("person_email", "company", "course", "completed_on"),
    ("score", "certificate_id", "hours"),
    aliases=(
        ("email", "person_email"),
        ("personemail", "person_email"),
        ("duns", "company"),
        ("dunsnumber", "company"),
        ("shortname", "company"),
        ("coursecode", "course"),
        ("completed", "completed_on"),
        ("percent", "score"),
        ("certificate", "certificate_id"),
        ("ceh", "hours"),
    ),
)
MOST_ROWS: Final = 5_000
LONGEST: Final = {"company": 60, "course": 30, "certificate_id": 80}
MOST_HOURS: Final = Decimal(999)


@dataclass(frozen=True, slots=True)
class CompletionRow:
    """One line: who of which company completed which course. `company` is a DUNS number or a short name."""

    number: int
    email: str
    company: str
    course: str
    completed_on: date
    percent: Decimal | None
    hours: Decimal | None
    outside_number: str


@dataclass(frozen=True, slots=True)
class BadRow:
    """A line that cannot be read, and why; of its values only the course is shown again."""

    number: int
    reason: str
    course: str = ""


def read(data: bytes) -> tuple[list[CompletionRow], list[BadRow]]:
    """Every line of the table; UnreadableFile where it is none, or holds more lines than are taken at once."""
    table = open_table(data, COLUMNS)
    rows: list[CompletionRow] = []
    bad: list[BadRow] = []
    for number, line in table.rows:
        if not any(plain(cell) for cell in line):
            continue
        if len(rows) + len(bad) >= MOST_ROWS:
            raise UnreadableFile(f"The file holds more than {MOST_ROWS:,} rows; import it in parts.")
        cut = table.header.cut(line)
        values = {name: plain(str(cut.get(name, ""))) for name in COLUMNS.all}
        if filled_width(line) > table.width:
            bad.append(BadRow(number, "The row has more values than the header names columns."))
            continue
        try:
            rows.append(_row(number, values))
        except RowRefused as error:
            bad.append(BadRow(number, error.reason, values["course"][: LONGEST["course"]]))
    if not rows and not bad:
        raise UnreadableFile("The file names its columns but holds no rows.")
    return rows, bad


def _row(number: int, values: dict[str, str]) -> CompletionRow:
    completed_on = date_of(values["completed_on"], "day of completion")
    if completed_on is None:
        raise RowRefused("The day of completion is missing.")
    return CompletionRow(
        number=number,
        email=email_of(required(values["person_email"], 254, "e-mail address"), "e-mail address"),
        company=required(values["company"], LONGEST["company"], "company"),
        course=required(values["course"], LONGEST["course"], "course"),
        completed_on=completed_on,
        percent=_number(values["score"].removesuffix("%").strip(), "score", Decimal(100)),
        hours=_number(values["hours"], "number of hours", MOST_HOURS),
        outside_number=within(values["certificate_id"], LONGEST["certificate_id"], "certificate's number"),
    )


def _number(text: str, label: str, most: Decimal) -> Decimal | None:
    """With at most two places; None when empty."""
    if not text:
        return None
    try:
        found = Decimal(text)
    except InvalidOperation:
        raise RowRefused(f"The {label} is not a number.") from None
    if not found.is_finite() or not 0 <= found <= most:
        raise RowRefused(f"The {label} is not between 0 and {most}.")
    if found != found.quantize(Decimal("0.01")):
        raise RowRefused(f"The {label} has more than two places after the point.")
    return found
