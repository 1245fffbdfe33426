"""The access matrix: for each address (URL name, or route where it has none) who gets which answer."""

from typing import Any

from portal.tests.access.profiles import Row
from portal.tests.access.rows import (
    access_reviews,
    administration,
    api,
    balance,
    calendars,
    changes,
    coaching,
    company_sign_in,
    contact,
    control,
    courses,
    data_exports,
    deadlines,
    desk,
    families,
    guidance,
    hand_overs,
    health,
    issue_conversation,
    issue_disputes,
    issue_held,
    issue_mail,
    issue_page,
    issue_queue,
    issue_referrals,
    issue_targets,
    issue_working,
    knowledge,
    levels,
    library,
    messages,
    my,
    obligations,
    people,
    plan_signing,
    plans,
    protected_entries,
    protection,
    reports,
    results,
    rights,
    rooms,
    sessions,
    shadowings,
    signing_in,
    training_needs,
    worklist,
)

PARTS = (
    administration,
    api,
    balance,
    calendars,
    changes,
    coaching,
    contact,
    control,
    courses,
    data_exports,
    deadlines,
    desk,
    families,
    guidance,
    access_reviews,
    hand_overs,
    health,
    issue_conversation,
    issue_held,
    issue_disputes,
    issue_mail,
    issue_page,
    issue_queue,
    issue_referrals,
    issue_targets,
    issue_working,
    knowledge,
    levels,
    library,
    messages,
    my,
    obligations,
    people,
    plan_signing,
    plans,
    protected_entries,
    protection,
    reports,
    results,
    rights,
    rooms,
    sessions,
    shadowings,
    signing_in,
    company_sign_in,
    training_needs,
    worklist,
)
ROWS: dict[str, Row] = {}
for _part in PARTS:
    assert not ROWS.keys() & _part.ROWS.keys(), "One row for each address."
    ROWS |= _part.ROWS


def kwargs_of(row: Row, named: dict[str, Any]) -> dict[str, Any]:
    """The parameters of an address, from the rows it names."""
    return {name: value(named, told) for name, told in row.names}


def value(named: dict[str, Any], told: str) -> Any:
    """A parameter: `=text` is itself, `name.pk` a row's key, `name` a row's reference (or a text of that name)."""
    if told.startswith("="):
        return told[1:]
    name, _, attribute = told.partition(".")
    row = named[name]
    return row if isinstance(row, str) else getattr(row, attribute or "ref")
