from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from accounts.choices import RoomNoun
from accounts.rooms_only import is_open as exists
from accounts.rules.audit_rooms import RoomPlan, is_open, state_of

DAY = date(2026, 11, 18)
SOUND: dict[str, Any] = {
    "title": "Market monitor", "purpose": "Quarterly look", "starts_on": DAY, "ends_on": DAY, "readers": ["somebody"],
    "nouns": [RoomNoun.ISSUES], "participants": {1: "MP-1"},
}  # fmt: skip
CASES: list[tuple[dict[str, Any], str]] = [
    ({}, ""),
    ({"title": " "}, "what it is for"),
    ({"ends_on": DAY - timedelta(days=1)}, "lies in the past"),
    ({"starts_on": DAY + timedelta(days=2), "ends_on": DAY + timedelta(days=1)}, "before the first"),
    ({"ends_on": DAY + timedelta(days=366)}, "at most"),
    ({"readers": []}, "at least one auditor"),
    ({"nouns": []}, "what the room holds"),
    ({"nouns": ["passwords"]}, "what the room holds"),
    ({"everybody": True}, "Either all"),
    ({"participants": {}}, "Name participants or issues"),
    ({"participants": {}, "everybody": True}, ""),
    ({"participants": {}, "issue_refs": ["IS-1"]}, ""),
    ({"participants": {}, "issue_refs": ["IS-1"], "nouns": [RoomNoun.OBLIGATIONS]}, "Of issues alone"),
    ({"issue_refs": ["IS-1"], "nouns": [RoomNoun.OBLIGATIONS]}, "nothing of issues"),
    ({"records_from": DAY, "records_until": DAY - timedelta(days=1)}, "last day of the records"),
]


@pytest.mark.parametrize(("different", "objection"), CASES)
def test_a_room_says_what_is_wrong_with_it(different: dict[str, Any], objection: str) -> None:
    found = RoomPlan(**SOUND | different).objections(DAY)
    assert len(found) == bool(objection)
    assert objection in "".join(found)


def test_a_room_is_open_from_its_first_day_to_the_end_of_its_last() -> None:
    room = SimpleNamespace(starts_on=DAY, ends_on=DAY + timedelta(days=1), closed_at=None)
    days = [DAY + timedelta(days=days) for days in (-1, 0, 1, 2)]
    assert [is_open(room, day) for day in days] == [False, True, True, False]
    assert [state_of(room, day)[0] for day in days] == ["Begins later", "Open", "Open", "Ended"]
    room.closed_at = "now"
    assert not any(is_open(room, day) for day in days)
    assert state_of(room, DAY)[0] == "Closed early"


def test_who_reads_rooms_only_finds_the_own_account_beside_them() -> None:
    names = ("home", "room-record", "account_logout", "mfa_index", "set-theme")
    assert all(map(exists, names))
    closed = (
        "issues:issue-list",
        "search",
        "accounts:settings",
        "rest:issues-list",
        "control:room-list",
        "admin:index",
    )
    assert not any(map(exists, (*closed, "outbox:notification-list", "")))
