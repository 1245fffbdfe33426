"""CSV tables that carry over half-done work from a spreadsheet: items of checklists, and obligations."""

from collections.abc import Collection, Hashable

from participants.rules import duns as duns_numbers

from . import cells
from .cells import code_of, codes_by_spelling, date_of, required, within
from .csv_tables import DUNS_ALIASES, Layout, Values
from .csv_text import Columns
from .outcome import ChecklistRow, Kind, ObligationRow, RowRefused

REMARK_LENGTH = 300
PERIOD_LENGTH = 20

CHECKLISTS = Columns(
    ("duns_number", "role", "item", "state"), ("as_of", "counts_until", "remark"), aliases=DUNS_ALIASES
)
OBLIGATIONS = Columns(
    ("duns_number", "obligation", "period", "state"),
    ("role", "resource", "as_of", "confirmation_number", "remark"),
    aliases=DUNS_ALIASES,
)


def checklists(roles: Collection[str], states: Collection[str]) -> Layout:
    """How far an item of a registration is; the same item of a registration stands once in a file."""
    by_role, by_state = codes_by_spelling(roles), codes_by_spelling(states)

    def make(values: Values, number: int) -> ChecklistRow:
        return ChecklistRow(
            duns=_duns(values["duns_number"]),
            role=code_of(required(values["role"], cells.CODE_LENGTH, "role"), by_role, "role"),
            item=required(values["item"], cells.CODE_LENGTH, "item").upper(),
            state=code_of(required(values["state"], cells.CODE_LENGTH, "state"), by_state, "state"),
            as_of=date_of(values["as_of"], "as_of"),
            counts_until=date_of(values["counts_until"], "counts_until"),
            remark=within(values["remark"], REMARK_LENGTH, "remark"),
            row_number=number,
        )

    def key(row: ChecklistRow) -> Hashable:
        return row.duns, row.role, row.item

    return Layout(Kind.CHECKLISTS, CHECKLISTS, make, key, "DUNS number, role and item")


def obligations(roles: Collection[str], states: Collection[str]) -> Layout:
    """What became of an obligation that the portal has generated; `role` empty: the Counter-Party or the company."""
    by_role, by_state = codes_by_spelling(roles), codes_by_spelling(states)

    def make(values: Values, number: int) -> ObligationRow:
        return ObligationRow(
            duns=_duns(values["duns_number"]),
            role=code_of(values["role"], by_role, "role"),
            resource=within(values["resource"], cells.CODE_LENGTH, "resource"),
            obligation=required(values["obligation"], cells.CODE_LENGTH, "obligation").upper(),
            period=required(values["period"], PERIOD_LENGTH, "period"),
            state=code_of(required(values["state"], cells.CODE_LENGTH, "state"), by_state, "state"),
            as_of=date_of(values["as_of"], "as_of"),
            confirmation_number=within(values["confirmation_number"], 80, "confirmation number"),
            remark=within(values["remark"], REMARK_LENGTH, "remark"),
            row_number=number,
        )

    def key(row: ObligationRow) -> Hashable:
        return row.duns, row.role, row.resource.casefold(), row.obligation, row.period

    return Layout(Kind.OBLIGATIONS, OBLIGATIONS, make, key, "DUNS number, role, resource, obligation and period")


def _duns(text: str) -> str:
    try:
        return duns_numbers.validate(text)
    except duns_numbers.InvalidDuns as error:
        raise RowRefused(error.reason) from None
