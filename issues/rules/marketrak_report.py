"""The MarkeTrak background report, a CSV file, read into typed rows; each error in words. Pure.

A state names in brackets who must act next: "In Progress (TDSP)". A report may name the party in a column instead.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from issues.choices import ItemParty as P
from participants.rules.imports.cells import code_of, codes_by_spelling, date_of, plain, required, shown, squeezed
from participants.rules.imports.cells import within as within_length
from participants.rules.imports.csv_text import Columns, filled_width, open_table
from participants.rules.imports.outcome import RowRefused, UnreadableFile

COLUMNS: Final = Columns(
    ("issue_id", "sub_type", "state"),
    ("issue_type", "responsible_party", "esi_id", "opened_on", "closed_on"),
    aliases=(
        ("issuenumber", "issue_id"),
        ("marketrakissueid", "issue_id"),
        ("number", "issue_id"),
        ("issuesubtype", "sub_type"),
        ("issuestate", "state"),
        ("status", "state"),
        ("type", "issue_type"),
        ("responsible", "responsible_party"),
        ("party", "responsible_party"),
        ("assignedto", "responsible_party"),
        ("esiidnumber", "esi_id"),
        ("esi", "esi_id"),
        ("submitdate", "opened_on"),
        ("submitteddate", "opened_on"),
        ("createddate", "opened_on"),
        ("opendate", "opened_on"),
        ("closeddate", "closed_on"),
        ("closedate", "closed_on"),
        ("completedate", "closed_on"),
    ),
)
MOST_ROWS: Final = 5_000
NUMBER: Final = re.compile(r"[A-Za-z0-9-]{1,40}")
BRACKETS: Final = re.compile(r"\(([^()]*)\)")
# The party by the first letters of what stands in brackets or in the column, squeezed.
PARTIES: Final[tuple[tuple[str, str], ...]] = (
    ("tdsp", P.TDSP),
    ("ercot", P.ERCOT),
    ("gaining", P.GAINING),
    ("losing", P.LOSING),
    ("assignee", P.ASSIGNEE),
    ("secondary", P.SECONDARY),
    ("submit", P.SUBMITTER),
    ("pendingapproval", P.ASSIGNEE),
    ("resubmitregaining", P.GAINING),
    ("lpa11", P.ERCOT),
    ("pc", P.SUBMITTER),  # pending complete: the submitter completes it
)
OTHERWISE: Final[dict[str, str]] = {"new": P.ASSIGNEE, "inprogress": P.ASSIGNEE}


@dataclass(frozen=True, slots=True)
class Words:
    """What MarkeTrak knows: its subtypes, its states, and those in which an issue is complete."""

    issue_types: Collection[str]
    subtypes: Collection[str]
    states: Collection[str]
    complete: Collection[str]


@dataclass(frozen=True, slots=True)
class ReportRow:
    number: int
    issue_id: str
    issue_type: str
    subtype: str
    state: str
    party: str
    complete: bool
    esi_id: str
    opened_on: date | None
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class BadRow:
    number: int
    issue_id: str
    reason: str


def read(data: bytes, words: Words) -> tuple[list[ReportRow], list[BadRow]]:
    """Every row of the report; UnreadableFile where it is none, or holds more rows than are taken at once."""
    table = open_table(data, COLUMNS)
    types, subtypes, states = (codes_by_spelling(one) for one in (words.issue_types, words.subtypes, words.states))
    rows: dict[str, ReportRow] = {}
    bad: list[BadRow] = []
    for number, line in table.rows:
        if not any(plain(cell) for cell in line):
            continue
        if len(rows) + len(bad) >= MOST_ROWS:
            raise UnreadableFile(f"The report holds more than {MOST_ROWS:,} rows; import it in parts.")
        cut = table.header.cut(line)
        values = {name: plain(str(cut.get(name, ""))) for name in COLUMNS.all}
        try:
            if filled_width(line) > table.width:
                raise RowRefused("The row has more values than the header names columns.")
            row = _row(number, values, types, subtypes, states, words.complete)
            if row.issue_id in rows:
                raise RowRefused(f"MarkeTrak {row.issue_id} already stands in row {rows[row.issue_id].number}.")
            rows[row.issue_id] = row
        except RowRefused as error:
            bad.append(BadRow(number, shown(values["issue_id"]), error.reason))
    if not rows and not bad:
        raise UnreadableFile("The report names its columns but holds no rows.")
    return list(rows.values()), bad


def _row(
    number: int,
    values: dict[str, str],
    types: dict[str, str],
    subtypes: dict[str, str],
    states: dict[str, str],
    complete: Collection[str],
) -> ReportRow:
    issue_id = required(values["issue_id"], 40, "MarkeTrak number")
    if not NUMBER.fullmatch(issue_id):
        raise RowRefused(f'The MarkeTrak number "{shown(issue_id)}" holds other characters than letters and digits.')
    state = _known(required(values["state"], 60, "state"), states, "state")
    opened_on, closed_on = date_of(values["opened_on"], "day opened"), date_of(values["closed_on"], "day closed")
    if opened_on is not None and closed_on is not None and closed_on < opened_on:
        raise RowRefused("It was closed before it was opened.")
    ended = state in complete
    return ReportRow(
        number=number,
        issue_id=issue_id,
        issue_type=code_of(values["issue_type"], types, "issue type"),
        subtype=_known(required(values["sub_type"], 80, "subtype"), subtypes, "subtype"),
        state=state,
        party=P.NOBODY if ended else party_of(state, values["responsible_party"]),
        complete=ended,
        esi_id=within_length(values["esi_id"], 40, "ESI ID"),
        opened_on=opened_on,
        closed_on=closed_on if ended else None,
    )


def _known(text: str, by_spelling: dict[str, str], label: str) -> str:
    """As the schema spells it; the whole list would fill the page, so the reason only quotes."""
    found = by_spelling.get(squeezed(text))
    if found is None:
        raise RowRefused(f'MarkeTrak knows no {label} "{shown(text)}".')
    return found


def party_of(state: str, named: str = "") -> str:
    """Who must act next: as the report names it, else as the state does."""
    inside = BRACKETS.findall(state)
    for text in (named, *inside):
        word = squeezed(text)
        for beginning, party in PARTIES:
            if word.startswith(beginning):
                return party
    if squeezed(state).startswith("pendingcomplete"):
        return P.SUBMITTER
    return OTHERWISE.get(squeezed(BRACKETS.sub("", state)), P.ASSIGNEE)


def days_open(opened_on: date | None, closed_on: date | None, today: date) -> int | None:
    """Calendar days from the day it was opened; None where the report does not say."""
    if opened_on is None:
        return None
    return max(0, ((closed_on or today) - opened_on).days)


def inside(days: int | None, benchmark: int | None) -> bool | None:
    """Whether within the benchmark; None where there is none, or where the days are not known."""
    return None if days is None or benchmark is None else days <= benchmark
