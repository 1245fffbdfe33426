"""The operator's official "List of Market Participants" (report NP12-215-ER): six sheets, one per registration type."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from participants.rules import duns as duns_numbers

from . import report_dates
from .cells import (
    NAME_LENGTH,
    SHORT_NAME_LENGTH,
    date_of,
    plain,
    required,
    squeezed,
    starts_like_formula,
    text_of,
    within,
)
from .headers import SEARCHED_ROWS, Header, recognize
from .limits import Limits
from .market_roles import OFFICIAL_ROLES, roles_named, split_role
from .outcome import Kind, ListedRow, Progress, Reading, RefusedRow, RowRefused, UnreadableFile
from .steps import Steps
from .workbooks import NumberedRow, Workbook

LABELS = {
    "name": "NAME",
    "short_name": "SHORT NAME",
    "duns": "DUNS NUMBER",
    "type": "MARKET PARTICIPANT TYPE",
    "agreement_date": "SFA EFFECTIVE DATE",
}
SPELLINGS = {squeezed(label): name for name, label in LABELS.items()} | {
    "companyname": "name",
    "marketparticipantname": "name",
    "duns": "duns",
    "dunsno": "duns",
    "mptype": "type",
    "sfadate": "agreement_date",
}
REQUIRED = ("name", "duns")
SHOWN_CELL_LENGTH = 300
SHOWN_COLUMNS = 12


def read(
    parts: dict[str, bytes], file_name: str, limits: Limits, progress: Progress | None, notes: tuple[str, ...] = ()
) -> Reading:
    """The whole list. Sheets of other names are left alone; a missing or unreadable one is noted."""
    workbook = Workbook(parts, limits)
    names = _sheets_by_role(workbook)
    if not names:
        raise UnreadableFile(
            f"This is not the official list: the workbook has none of the sheets {', '.join(OFFICIAL_ROLES)}."
        )
    steps = Steps(progress, workbook.row_estimate, limits.rows)
    collected = _Collected(notes=list(notes))
    collected.note_workbook(workbook, names)
    for role, title in names.items():
        _read_sheet(role, title, steps.counted(workbook.rows(title)), collected)
    steps.finish()
    return collected.reading(report_dates.in_file_name(file_name))


@dataclass(slots=True)
class _Collected:
    """What the sheets yield while they are read."""

    rows: list[ListedRow] = field(default_factory=list)
    refused: list[RefusedRow] = field(default_factory=list)
    seen: dict[tuple[str, str], int] = field(default_factory=dict)
    present: set[str] = field(default_factory=set)
    report_dates: set[date] = field(default_factory=set)
    left_out: dict[str, None] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def note_workbook(self, workbook: Workbook, names: dict[str, str]) -> None:
        extra = [name for name in workbook.sheet_names if name not in names.values()]
        if extra:
            self.notes.append(f"Other sheets were not read: {', '.join(extra[:SHOWN_COLUMNS])}.")
        missing = [role for role in OFFICIAL_ROLES if role not in names]
        if missing:
            self.notes.append(f"Missing sheets, whose registrations stay untouched: {', '.join(missing)}.")
        if workbook.has_formulas:
            self.notes.append("The workbook holds formulas; the values saved last were read, nothing was computed.")

    def reading(self, stamped: date | None) -> Reading:
        if not self.present and not self.refused:
            raise UnreadableFile(f"No registrations were found. {' '.join(self.notes)}")
        if self.left_out:
            labels = list(self.left_out)
            more = ", \u2026" if len(labels) > SHOWN_COLUMNS else ""
            self.notes.append(f"Columns left out and not stored: {', '.join(labels[:SHOWN_COLUMNS])}{more}.")
        if len(self.report_dates) > 1:
            self.notes.append("The sheets carry different report dates; the earliest is taken.")
        return Reading(
            kind=Kind.OFFICIAL_LIST,
            rows=tuple(self.rows),
            refused=tuple(self.refused),
            report_date=min(self.report_dates, default=stamped),
            sheets_present=frozenset(self.present),
            notes=tuple(self.notes),
            full_list=True,
        )


def _sheets_by_role(workbook: Workbook) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in workbook.sheet_names:
        role = "".join(name.split()).upper()
        if role not in OFFICIAL_ROLES:
            continue
        if role in found:
            raise UnreadableFile(f'Two sheets stand for {role}: "{found[role]}" and "{name}".')
        found[role] = name
    return {role: found[role] for role in OFFICIAL_ROLES if role in found}


def _read_sheet(role: str, title: str, rows: Iterator[NumberedRow], collected: _Collected) -> None:
    header = _find_header(title, rows, collected)
    if header is None:
        return
    collected.left_out.update(dict.fromkeys(header.left_out))
    if missing := [label for name, label in LABELS.items() if name not in header.columns]:
        collected.notes.append(f"Sheet {title} has no column {', '.join(missing)}.")
    before = len(collected.rows) + len(collected.refused)
    for number, cells in rows:
        if any(cell != "" for cell in cells):
            _read_row(role, title, number, header.cut(cells), collected)
    if len(collected.rows) + len(collected.refused) == before:
        collected.notes.append(f"Sheet {title} holds no rows; its registrations stay untouched.")
    else:
        collected.present.add(role)


def _find_header(title: str, rows: Iterator[NumberedRow], collected: _Collected) -> Header | None:
    for number, cells in rows:
        try:
            header = recognize(number, cells, SPELLINGS, REQUIRED)
        except UnreadableFile as error:
            collected.notes.append(f"Sheet {title} was not read: {error.reason}")
            return None
        if header is not None:
            return header
        if number >= SEARCHED_ROWS:
            break
    collected.notes.append(f"Sheet {title} was not read: no header row with {LABELS['name']} and {LABELS['duns']}.")
    return None


def _read_row(role: str, title: str, number: int, cut: dict[str, object], collected: _Collected) -> None:
    if not any(text_of(cell) for cell in cut.values()) or _repeats_header(cut):
        return
    if not text_of(cut["duns"]) and report_dates.is_footer(cut["name"], [cut[name] for name in cut if name != "name"]):
        collected.report_dates.update({report_dates.in_cells(cut.values())} - {None})
        return
    duns = ""
    try:
        duns, notes = _duns(cut["duns"])
        row = _row(role, duns, title, number, cut, notes)
        first = collected.seen.setdefault((role, duns), number)
        if first != number:
            raise RowRefused(f"The same role and DUNS number already stands in row {first} of this sheet.")
    except RowRefused as error:
        shown = {LABELS[name]: text_of(cell)[:SHOWN_CELL_LENGTH] for name, cell in cut.items()}
        collected.refused.append(RefusedRow(title, number, error.reason, shown, role, duns))
    else:
        collected.rows.append(row)


def _row(role: str, duns: str, title: str, number: int, cut: dict[str, object], notes: list[str]) -> ListedRow:
    name, bracket = split_role(text_of(cut["name"]))
    required(name, NAME_LENGTH, "name")
    if bracket and bracket != role:
        notes.append(f"The name says ({bracket}), the sheet says {role}; the sheet counts.")
    notes.extend(_type_notes(role, text_of(cut.get("type"))))
    short_name = within(text_of(cut.get("short_name")), SHORT_NAME_LENGTH, "short name")
    if starts_like_formula(name) or starts_like_formula(short_name):
        notes.append("A value begins like a formula; it is kept as plain text.")
    agreed = date_of(cut.get("agreement_date"), "SFA effective date")
    return ListedRow(role, duns, name, short_name, agreed, "", title, number, tuple(notes))


def _duns(cell: object) -> tuple[str, list[str]]:
    try:
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            duns = duns_numbers.from_number(cell)
            padded = len(duns) > len(str(int(cell)))
            return duns, [f"Leading zeros of the DUNS number were put back: {duns}."] if padded else []
        return duns_numbers.validate(cell if isinstance(cell, str) else text_of(cell)), []
    except duns_numbers.InvalidDuns as error:
        raise RowRefused(error.reason) from None


def _type_notes(role: str, said: str) -> list[str]:
    meant = roles_named(said)
    if not said or role in meant:
        return []
    if meant:
        raise RowRefused(f'The market participant type "{said[:60]}" contradicts the sheet {role}.')
    return [f'The market participant type "{said[:60]}" is not known; the sheet says {role}.']


def _repeats_header(cut: dict[str, object]) -> bool:
    return all(SPELLINGS.get(squeezed(plain(text_of(cell)))) == name for name, cell in cut.items() if name in REQUIRED)
