"""What a reading hands over: typed rows, refused rows with their reasons, and notes about the file."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

# Called with (rows done, rows in all); it may raise to abandon the reading.
Progress = Callable[[int, int], None]


class UnreadableFile(Exception):
    """The whole file is refused; `reason` is one sentence for the person who chose it."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


class RowRefused(Exception):
    """One row is refused, the rest of the file goes on; carries the reason in the user's words."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


class Kind(StrEnum):
    """What a file turned out to contain."""

    OFFICIAL_LIST = "official_list"
    PARTICIPANTS = "participants"
    CONTACTS = "contacts"
    ASSIGNMENTS = "assignments"
    RESOURCES = "resources"
    CHECKLISTS = "checklists"
    OBLIGATIONS = "obligations"


@dataclass(frozen=True, slots=True)
class ListedRow:
    """A registration, or with an empty role an entity alone."""

    role: str
    duns: str
    name: str
    short_name: str
    agreement_date: date | None
    manager_email: str
    source_sheet: str
    row_number: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A person at the participant whose DUNS number is given, with the codes of the contact roles held."""

    duns: str
    name: str
    email: str
    phone: str
    title: str
    roles: tuple[str, ...]
    row_number: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AssignmentRow:
    """Who looks after a participant, in which kind of assignment, from which day until which (None: open)."""

    duns: str
    manager_email: str
    kind: str
    starts_on: date
    ends_on: date | None
    row_number: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ResourceRow:
    """A resource of the participant whose DUNS number is given; `qse_duns` is empty when no QSE is named."""

    duns: str
    code: str
    name: str
    station: str
    type: str
    capacity_mw: Decimal | None
    qse_duns: str
    row_number: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChecklistRow:
    """How far one item of a registration is, as a spreadsheet kept it; `as_of` is the day it became so."""

    duns: str
    role: str
    item: str
    state: str
    as_of: date | None
    counts_until: date | None
    remark: str
    row_number: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ObligationRow:
    """What became of one obligation; `role` and `resource` are empty where it is the whole company's."""

    duns: str
    role: str
    resource: str
    obligation: str
    period: str
    state: str
    as_of: date | None
    confirmation_number: str
    remark: str
    row_number: int
    notes: tuple[str, ...] = ()


AnyRow = ListedRow | ContactRow | AssignmentRow | ResourceRow | ChecklistRow | ObligationRow


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row left out, with the reason. `role` and `duns` are filled where legible, because the row is still listed."""

    sheet: str
    row_number: int
    reason: str
    cells: dict[str, str]
    role: str = ""
    duns: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything one file said.

    `sheets_present` holds the roles whose sheet was there, readable and not empty: only for those does a missing
    registration mean "no longer listed".
    """

    kind: Kind
    rows: tuple[AnyRow, ...]
    refused: tuple[RefusedRow, ...] = ()
    report_date: date | None = None
    sheets_present: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()
    full_list: bool = False

    @property
    def listed_keys(self) -> frozenset[tuple[str, str]]:
        """The (role, DUNS) of every row, legible refused ones included; meaningful for participants only."""
        accepted = {(row.role, row.duns) for row in self.rows if isinstance(row, ListedRow)}
        refused = {(row.role, row.duns) for row in self.refused if row.role and row.duns}
        return frozenset(accepted | refused)
