"""What each event does to the clocks of an issue, and which policy holds for it."""

import pytest

from issues.choices import IssueState, TargetEvent, TargetKind
from issues.rules.policy_match import Conditions, Facts, first_match
from issues.rules.rosters import gaps
from issues.rules.target_rules import DEFAULT_RULES, rests, sound_rules, steps_for
from portal.calendars.tests.almanac import at
from portal.lifecycle.refusals import Refused

FIRST, UPDATE, RESOLUTION = TargetKind.FIRST_RESPONSE, TargetKind.NEXT_UPDATE, TargetKind.RESOLUTION
ALL = {FIRST, UPDATE, RESOLUTION}

# (event, what runs, whether it was the first answer, what is done)
CASES = (
    ("opened", set(), False, [(FIRST, "start"), (RESOLUTION, "start")]),
    ("answered", {FIRST, RESOLUTION}, False, [(FIRST, "stop"), (UPDATE, "reset")]),
    ("answered", {UPDATE, RESOLUTION}, False, [(UPDATE, "reset")]),
    ("answered", {RESOLUTION}, False, [(UPDATE, "reset")]),
    ("resolved", ALL, False, [(FIRST, "stop"), (UPDATE, "stop"), (RESOLUTION, "stop")]),
    ("resolved", {RESOLUTION}, False, [(RESOLUTION, "stop")]),
    ("reopened", set(), False, [(UPDATE, "start"), (RESOLUTION, "start")]),
    ("reopened", {UPDATE, RESOLUTION}, False, []),
    ("not_delivered", {UPDATE, RESOLUTION}, True, [(FIRST, "reset"), (UPDATE, "cancel")]),
    ("not_delivered", {RESOLUTION}, True, [(FIRST, "reset")]),
    ("not_delivered", {UPDATE, RESOLUTION}, False, [(UPDATE, "reset")]),
)


@pytest.mark.parametrize(("event", "running", "first", "done"), CASES)
def test_the_default_rules(event: str, running: set[str], first: bool, done: list[tuple[str, str]]) -> None:
    steps = steps_for(event, DEFAULT_RULES, running, first=first)
    assert [(step.kind, step.verb) for step in steps] == done


def test_rules_are_data() -> None:
    own = {FIRST: {"starts": ["opened", "reopened"], "resets": [], "stops": ["resolved"], "rests_in": ["new"]}}
    assert [step.verb for step in steps_for("reopened", own, set())] == ["start"]
    assert steps_for("answered", own, {FIRST}) == []
    assert steps_for("not_delivered", own, set(), first=True) == []
    assert rests(FIRST, IssueState.NEW, own)
    assert not rests(FIRST, IssueState.WAITING, DEFAULT_RULES)
    assert rests(RESOLUTION, IssueState.WAITING, DEFAULT_RULES)
    assert not rests(RESOLUTION, IssueState.OPEN, DEFAULT_RULES)


def test_rules_that_nothing_could_follow_are_refused() -> None:
    assert sound_rules(DEFAULT_RULES)[UPDATE]["resets"] == sorted([TargetEvent.ANSWERED, TargetEvent.NOT_DELIVERED])
    for wrong in (
        {"lunch": {}},
        {FIRST: {"starts": ["opened"], "stops": []}},
        {FIRST: {"starts": [], "resets": [], "stops": ["answered"]}},
        {FIRST: {"starts": ["noted"], "stops": ["answered"]}},
        {FIRST: {"starts": ["opened"], "stops": ["answered"], "rests_in": ["closed"]}},
        {FIRST: {"begins": ["opened"], "stops": ["answered"]}},
    ):
        with pytest.raises(Refused):
            sound_rules(wrong)


class Policy:
    def __init__(self, name: str, **conditions: object) -> None:
        self.name, self.conditions = name, Conditions(**conditions)


FACTS = Facts("retail", "RM-TXN", 3, frozenset({"LSE"}), 7)
MATCHES = (
    ({}, True),
    ({"areas": {"retail"}}, True),
    ({"areas": {"power"}}, False),
    ({"categories": {"RM-TXN", "X"}}, True),
    ({"categories": {"X"}}, False),
    ({"severities": {3, 4}}, True),
    ({"severities": {1}}, False),
    ({"roles": {"LSE", "QSE"}}, True),
    ({"roles": {"QSE"}}, False),
    ({"participant_id": 7}, True),
    ({"participant_id": 8}, False),
    ({"areas": {"retail"}, "severities": {1}}, False),
)


@pytest.mark.parametrize(("conditions", "met"), MATCHES)
def test_all_conditions_must_be_met(conditions: dict[str, object], met: bool) -> None:
    given = {name: frozenset(value) if isinstance(value, set) else value for name, value in conditions.items()}
    found = first_match([Policy("own", **given), Policy("everybody")], FACTS)
    assert found.name == ("own" if met else "everybody")


def test_nothing_holds_where_no_policy_covers_an_issue() -> None:
    assert first_match([Policy("power", areas=frozenset({"power"}))], FACTS) is None


class Shift:
    def __init__(self, start: str, end: str) -> None:
        self.starts_at, self.ends_at = at(f"2026-12-{start}"), at(f"2026-12-{end}")


def test_gaps_of_a_roster() -> None:
    start, end = at("2026-12-01 00:00"), at("2026-12-05 00:00")
    assert gaps([], start, end) == [(start, end)]
    whole = [Shift("01 00:00", "03 08:00"), Shift("03 08:00", "06 00:00")]
    assert gaps(whole, start, end) == []
    holed = [Shift("02 00:00", "02 12:00"), Shift("01 00:00", "01 18:00"), Shift("07 00:00", "08 00:00")]
    assert gaps(holed, start, end) == [
        (at("2026-12-01 18:00"), at("2026-12-02 00:00")),
        (at("2026-12-02 12:00"), end),
    ]
