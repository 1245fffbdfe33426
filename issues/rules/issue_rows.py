"""The table of open issues that a spreadsheet holds: read into typed rows, each error in words. Pure."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from issues.choices import ReferenceKind, Severity
from participants.rules.imports.cells import code_of, codes_by_spelling, date_of, email_of, plain, required, within
from participants.rules.imports.csv_text import Columns, filled_width, open_table
from participants.rules.imports.outcome import RowRefused, UnreadableFile

COLUMNS: Final = Columns(
    ("company", "category", "title", "text", "number"),
    (
        "registration",
        "severity",
        "opened_on",
        "contact_email",
        "owner_email",
        "operating_day",
        "esi_id",
        "tags",
        "system",
    ),
    aliases=(
        ("duns", "company"),
        ("dunsnumber", "company"),
        ("participant", "company"),
        ("subject", "title"),
        ("description", "text"),
        ("externalnumber", "number"),
        ("reference", "number"),
        ("shortname", "registration"),
        ("priority", "severity"),
        ("opened", "opened_on"),
        ("created", "opened_on"),
        ("contact", "contact_email"),
        ("owner", "owner_email"),
    ),
)
MOST_ROWS: Final = 1_000
LONGEST: Final = {
    "company": 60,
    "category": 30,
    "title": 160,
    "text": 20_000,
    "number": 60,
    "registration": 60,
    "esi_id": 40,
    "tags": 400,
}
SYSTEMS: Final = codes_by_spelling(ReferenceKind.values)
SEVERITIES: Final = {str(one.value): one.value for one in Severity} | {
    one.label.casefold(): one.value for one in Severity
}


@dataclass(frozen=True, slots=True)
class IssueRow:
    """One line: whose issue, about what, and the number by which the other system knows it."""

    line: int
    company: str
    category: str
    title: str
    text: str
    number: str
    registration: str
    severity: int
    opened_on: date | None
    contact_email: str
    owner_email: str
    operating_day: date | None
    esi_id: str
    tags: tuple[str, ...]
    system: str


@dataclass(frozen=True, slots=True)
class BadRow:
    """A line that cannot be read, and why; of its values only the title is shown again."""

    line: int
    reason: str
    title: str = ""


def read(data: bytes) -> tuple[list[IssueRow], list[BadRow]]:
    """Every line of the table; UnreadableFile where it is none, or holds more lines than are taken at once."""
    table = open_table(data, COLUMNS)
    rows: list[IssueRow] = []
    bad: list[BadRow] = []
    for number, line in table.rows:
        if not any(plain(cell) for cell in line):
            continue
        if len(rows) + len(bad) >= MOST_ROWS:
            raise UnreadableFile(f"The file holds more than {MOST_ROWS:,} rows; import it in parts.")
        cut = table.header.cut(line)
        values = {name: plain(str(cut.get(name, ""))) for name in COLUMNS.all}
        values["text"] = str(cut.get("text", "")).strip()
        if filled_width(line) > table.width:
            bad.append(BadRow(number, "The row has more values than the header names columns."))
            continue
        try:
            rows.append(_row(number, values))
        except RowRefused as error:
            bad.append(BadRow(number, error.reason, values["title"][: LONGEST["title"]]))
    if not rows and not bad:
        raise UnreadableFile("The file names its columns but holds no rows.")
    return rows, bad


def _row(line: int, values: dict[str, str]) -> IssueRow:
    given = {name: within(values[name], LONGEST[name], name.replace("_", " ")) for name in ("registration", "esi_id")}
    severity = values["severity"].casefold()
    if severity and severity not in SEVERITIES:
        raise RowRefused("The severity is none of critical, high, normal, low (or 1 to 4).")
    system = code_of(values["system"], SYSTEMS, "system") or ReferenceKind.OTHER.value
    emails = {name: email_of(values[name], "e-mail address") for name in ("contact_email", "owner_email")}
    return IssueRow(
        line=line,
        company=required(values["company"], LONGEST["company"], "company"),
        category=required(values["category"], LONGEST["category"], "category"),
        title=required(values["title"], LONGEST["title"], "title"),
        text=required(values["text"], LONGEST["text"], "text"),
        number=required(values["number"], LONGEST["number"], "number"),
        severity=SEVERITIES.get(severity, Severity.NORMAL.value),
        opened_on=date_of(values["opened_on"], "day of opening"),
        operating_day=date_of(values["operating_day"], "operating day"),
        tags=tuple(name for name in map(str.strip, values["tags"].split(";")) if name),
        system=system,
        **given,
        **emails,
    )
