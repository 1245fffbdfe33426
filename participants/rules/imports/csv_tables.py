"""The CSV tables one may import: participants, contacts, assignments and resources, each as typed rows."""

from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass

from participants.rules import duns as duns_numbers

from . import cells
from .cells import code_of, codes_by_spelling, date_of, email_of, megawatts_of, plain, required, within
from .csv_text import Columns, Table, filled_width, open_table
from .limits import Limits
from .market_roles import split_role
from .outcome import (
    AnyRow,
    AssignmentRow,
    ContactRow,
    Kind,
    ListedRow,
    Progress,
    Reading,
    RefusedRow,
    ResourceRow,
    RowRefused,
    UnreadableFile,
)
from .steps import Steps

SHOWN_CELL_LENGTH = 300
SHOWN_COLUMNS = 12
DUNS_ALIASES = (("duns", "duns_number"), ("dunsno", "duns_number"))

PARTICIPANTS = Columns(("short_name", "name", "duns_number"), ("role", "manager_email"), aliases=DUNS_ALIASES)
CONTACTS = Columns(
    ("duns_number", "name"),
    ("email", "phone", "title", "roles"),
    personal=frozenset({"name", "email", "phone", "title"}),
    aliases=DUNS_ALIASES,
)
ASSIGNMENTS = Columns(("duns_number", "manager_email", "kind", "starts_on"), ("ends_on",), aliases=DUNS_ALIASES)
RESOURCES = Columns(
    ("duns_number", "code", "name", "type"), ("station", "capacity_mw", "qse_duns"), aliases=DUNS_ALIASES
)

Values = dict[str, str]


@dataclass(frozen=True, slots=True)
class Layout:
    """One kind of table: its columns, how a row is made, and what two rows may not share."""

    kind: Kind
    columns: Columns
    make: Callable[[Values, int], AnyRow]
    key: Callable[[AnyRow], Hashable]
    same: str


def participants(roles: Collection[str]) -> Layout:
    """Rows without a role make an entity and no registration."""
    codes = codes_by_spelling(roles)

    def make(values: Values, number: int) -> ListedRow:
        role = code_of(values["role"], codes, "role")
        name, _ = split_role(values["name"])
        notes = ()
        if cells.starts_like_formula(name) or cells.starts_like_formula(values["short_name"]):
            notes = ("A value begins like a formula; it is kept as plain text.",)
        return ListedRow(
            role=role,
            duns=_duns(values["duns_number"]),
            name=required(name, cells.NAME_LENGTH, "name"),
            short_name=within(values["short_name"], cells.SHORT_NAME_LENGTH, "short name"),
            agreement_date=None,
            manager_email=email_of(values["manager_email"], "manager_email"),
            source_sheet="",
            row_number=number,
            notes=notes,
        )

    return Layout(Kind.PARTICIPANTS, PARTICIPANTS, make, lambda row: (row.role, row.duns), "role and DUNS number")


def contacts(contact_roles: Collection[str]) -> Layout:
    """People at participants; several roles of one person are separated by semicolons."""
    codes = codes_by_spelling(contact_roles)

    def make(values: Values, number: int) -> ContactRow:
        roles = [code_of(plain(role), codes, "contact role") for role in values["roles"].split(";")]
        return ContactRow(
            duns=_duns(values["duns_number"]),
            name=required(values["name"], cells.PERSON_LENGTH, "name"),
            email=email_of(values["email"], "email"),
            phone=within(values["phone"], cells.PHONE_LENGTH, "phone"),
            title=within(values["title"], cells.TITLE_LENGTH, "title"),
            roles=tuple(dict.fromkeys(role for role in roles if role)),
            row_number=number,
        )

    def key(row: ContactRow) -> Hashable:
        return row.duns, row.email or row.name.casefold()

    return Layout(Kind.CONTACTS, CONTACTS, make, key, "DUNS number and person")


def assignments(kinds: Collection[str]) -> Layout:
    """Who looks after whom, with dates; an empty end means until further notice."""
    codes = codes_by_spelling(kinds)

    def make(values: Values, number: int) -> AssignmentRow:
        starts_on = date_of(values["starts_on"], "starts_on")
        ends_on = date_of(values["ends_on"], "ends_on")
        if starts_on is None:
            raise RowRefused("The starts_on is missing.")
        if ends_on is not None and ends_on < starts_on:
            raise RowRefused("The assignment ends before it starts.")
        return AssignmentRow(
            duns=_duns(values["duns_number"]),
            manager_email=email_of(
                required(values["manager_email"], cells.EMAIL_LENGTH, "manager_email"), "manager_email"
            ),
            kind=code_of(required(values["kind"], cells.CODE_LENGTH, "kind"), codes, "kind"),
            starts_on=starts_on,
            ends_on=ends_on,
            row_number=number,
        )

    def key(row: AssignmentRow) -> Hashable:
        return row.duns, row.manager_email, row.kind, row.starts_on

    return Layout(Kind.ASSIGNMENTS, ASSIGNMENTS, make, key, "DUNS number, manager, kind and start")


def resources(resource_types: Collection[str]) -> Layout:
    """Units and stations of a resource entity, and the QSE that represents them where named."""
    codes = codes_by_spelling(resource_types)

    def make(values: Values, number: int) -> ResourceRow:
        return ResourceRow(
            duns=_duns(values["duns_number"]),
            code=required(values["code"], cells.CODE_LENGTH, "code"),
            name=within(values["name"], cells.RESOURCE_NAME_LENGTH, "name"),
            station=within(values["station"], cells.STATION_LENGTH, "station"),
            type=code_of(required(values["type"], cells.CODE_LENGTH, "type"), codes, "type"),
            capacity_mw=megawatts_of(values["capacity_mw"], "capacity_mw"),
            qse_duns=_duns(values["qse_duns"]) if values["qse_duns"] else "",
            row_number=number,
        )

    return Layout(Kind.RESOURCES, RESOURCES, make, lambda row: (row.duns, row.code.casefold()), "DUNS number and code")


def read(data: bytes, layout: Layout, limits: Limits, progress: Progress | None) -> Reading:
    """Every row of the table, accepted or refused with its reason."""
    table = open_table(data, layout.columns)
    steps = Steps(progress, table.line_count, limits.rows)
    rows: dict[Hashable, AnyRow] = {}
    refused: list[RefusedRow] = []
    for number, line in steps.counted(table.rows):
        if not any(plain(cell) for cell in line):
            continue
        if reason := _wrong_width(line, table):
            # Nothing of it is kept: in a row that slipped, a person's data may stand in any column.
            refused.append(RefusedRow("", number, reason, {}))
            continue
        values = _values(line, table, layout.columns)
        try:
            row = layout.make(values, number)
            first = rows.setdefault(layout.key(row), row)
            if first is not row:
                raise RowRefused(f"The same {layout.same} already stands in row {first.row_number}.")
        except RowRefused as error:
            refused.append(RefusedRow("", number, error.reason, _public(values, layout.columns)))
    steps.finish()
    if not rows and not refused:
        raise UnreadableFile("The file names its columns but holds no rows.")
    return Reading(layout.kind, tuple(rows.values()), tuple(refused), notes=_notes(table))


def _wrong_width(line: list[str], table: Table) -> str:
    """Why a row is not cut into columns: of another width, it would put values under the wrong heading."""
    filled = filled_width(line)
    if filled <= table.width <= len(line):
        return ""
    count = filled if filled > table.width else len(line)
    return (
        f"The row has {count} values where the header names {table.width} columns; "
        "put quotation marks around values that contain the separator."
    )


def _values(line: list[str], table: Table, columns: Columns) -> Values:
    cut = table.header.cut(line)
    return {name: plain(cut.get(name, "")) for name in columns.all}


def _public(values: Values, columns: Columns) -> Values:
    return {name: value[:SHOWN_CELL_LENGTH] for name, value in values.items() if name not in columns.personal}


def _duns(text: str) -> str:
    try:
        return duns_numbers.validate(text)
    except duns_numbers.InvalidDuns as error:
        raise RowRefused(error.reason) from None


def _notes(table: Table) -> tuple[str, ...]:
    unknown = table.header.left_out
    if not unknown:
        return ()
    more = ", \u2026" if len(unknown) > SHOWN_COLUMNS else ""
    return (f"Columns not known and left out: {', '.join(unknown[:SHOWN_COLUMNS])}{more}.",)
