"""What a checklist under a new version must do again: compared, stepped by state, dated by open days."""

from dataclasses import replace
from datetime import date

import pytest

from participants.choices import AdoptionStep, ItemState
from participants.rules.requirements import Ask, Checklist, Circle, Dependency
from participants.rules.requirements.redoing import asked_under, consequences, redo_by, step_of
from participants.tests.rules.requiring import MANDATORY, block, item, span
from portal.calendars.tests.almanac import BH_HOLIDAYS

A, B = item("A", form_codes=("23-A",)), item("B", "A")
S = AdoptionStep


def listed(*items: object) -> Checklist:
    return Checklist({one.code: one for one in items}, {one.code: frozenset() for one in items})


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"evidence": "another"}, "evidence"),
        ({"form_codes": ("23-B",)}, "forms"),
        ({"sections": ("16.2",)}, "sections"),
        ({"reviewers": ("LEG",)}, "reviewers"),
        ({"dependencies": (MANDATORY,)}, "waits for"),
        ({"mandatory": False}, "mandatory"),
        ({"recurrence": "yearly"}, "recurrence"),
        ({"asks": (Ask("name", "Name"),)}, "fields"),
        ({"effective_from": date(2027, 1, 1)}, "in effect from"),
        ({"effective_to": date(2027, 1, 1)}, "in effect until"),
    ],
)
def test_what_matters_is_told_with_before_and_after(change: dict, what: str) -> None:
    (one,) = consequences(listed(A, B), listed(replace(A, **change), B))
    assert (one.code, [told for told, _, _ in one.changes]) == ("A", [what])
    assert step_of(one, ItemState.ACCEPTED) == S.AGAIN


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Another"}, {"least_days": 9, "typical_days": 9}, {"source": "elsewhere"}, {"tag": "k"},
        {"lead_note": "so"}, {"day_kind": "bank"}, {"reusable": True},
    ],
)  # fmt: skip
def test_what_does_not_matter_asks_for_nothing(change: dict) -> None:
    assert consequences(listed(A, B), listed(replace(A, **change), B)) == []


def test_new_items_come_in_order_and_dropped_ones_last() -> None:
    told = consequences(listed(A, B), listed(item("C"), B))
    assert [(one.code, step_of(one, None)) for one in told] == [("C", S.NEW), ("A", S.ENDS)]


@pytest.mark.parametrize("state", ItemState)
def test_the_step_of_a_changed_item_follows_from_its_state(state: str) -> None:
    (one,) = consequences(listed(A), listed(replace(A, evidence="another")))
    settled = {ItemState.ACCEPTED: S.AGAIN, ItemState.WAIVED: S.STAYS, ItemState.NOT_APPLICABLE: S.STAYS}
    assert step_of(one, state) == settled.get(state, S.FOLLOWS)


@pytest.mark.parametrize(
    ("least", "typical", "effective", "today", "due"),
    [
        (2, 5, "2026-11-18", "2026-11-18", "2026-11-25"),
        # Thanksgiving and the day after are closed.
        (6, 6, "2026-11-18", "2026-11-18", "2026-11-30"),
        (3, None, "2026-11-18", "2026-11-18", "2026-11-23"),
        (None, None, "2026-11-18", "2026-11-18", None),
        (2, 5, "2026-11-23", "2026-11-18", "2026-12-02"),
        # Counted from the effective day as long as that leaves any time.
        (2, 5, "2026-11-18", "2026-11-25", "2026-11-25"),
        (2, 5, "2026-11-18", "2026-11-26", "2026-12-04"),
    ],
)
def test_what_is_shown_again_is_due_after_its_typical_days(
    least: int | None, typical: int | None, effective: str, today: str, due: str | None
) -> None:
    one = replace(A, least_days=least, typical_days=typical)
    day = redo_by(one, BH_HOLIDAYS, date.fromisoformat(effective), date.fromisoformat(today))
    assert day == (date.fromisoformat(due) if due else None)


def test_what_another_version_asks_for_holds_nothing_up() -> None:
    blocks = [
        block("COM", item("COM-1"), common=True),
        block("REP", item("REP-1", "COM-9", "COM-1"), item("REP-2", span("COM-1", "COM-9")), roles="REP"),
    ]
    asked = asked_under(blocks, "REP")
    assert asked.before == {"COM-1": frozenset(), "REP-1": {"COM-1"}, "REP-2": frozenset()}
    assert asked.items["REP-1"].dependencies == (Dependency("item", "COM-9"), Dependency("item", "COM-1"))


def test_versions_that_do_not_go_together_are_told() -> None:
    blocks = [
        block("COM", item("COM-1", "REP-1"), common=True),
        block("REP", item("REP-1", "COM-1"), roles="REP"),
    ]
    with pytest.raises(Circle, match="COM-1 → REP-1 → COM-1"):
        asked_under(blocks, "REP")
