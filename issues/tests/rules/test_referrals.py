"""The tables of questions and escalations, who held the time, and whether a text names a company."""

from datetime import UTC, datetime, timedelta

import pytest

from issues.choices import EscalationLevel, ReferralState
from issues.rules import escalating
from issues.rules.naming import named_in
from issues.rules.referral_moves import ENDED, HELD_BY_DEPARTMENT, HELD_BY_MANAGER, MOVES, STILL_OPEN, UNSETTLED
from issues.rules.time_held import Entered, Held, held, summed
from portal.calendars.tests.almanac import BH

S = ReferralState
ALLOWED = {
    (S.ASKED, S.IN_WORK), (S.ASKED, S.HANDED_BACK), (S.ASKED, S.ANSWERED), (S.ASKED, S.WITHDRAWN),
    (S.IN_WORK, S.HANDED_BACK), (S.IN_WORK, S.ANSWERED), (S.IN_WORK, S.WITHDRAWN),
    (S.HANDED_BACK, S.ASKED), (S.HANDED_BACK, S.WITHDRAWN),
    (S.ANSWERED, S.ASKED), (S.ANSWERED, S.RELEASED), (S.ANSWERED, S.WITHDRAWN),
    (S.RELEASED, S.ANSWERED),
}  # fmt: skip
CALENDAR = BH


def test_each_state_leads_where_the_table_says() -> None:
    assert MOVES.states == set(S)
    assert {(before, after) for before in S for after in S if MOVES.allows(before, after)} == ALLOWED
    assert set(UNSETTLED) | set(ENDED) == set(S)
    assert set(HELD_BY_DEPARTMENT) | set(HELD_BY_MANAGER) == set(UNSETTLED)
    assert set(STILL_OPEN) < set(UNSETTLED)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A time of November 2026 by the market's clock."""
    return datetime(2026, 11, day, hour + 6, minute, tzinfo=UTC)


def test_each_span_belongs_to_whoever_held_it() -> None:
    steps = [
        Entered(S.ASKED, at(18, 10)),
        Entered(S.IN_WORK, at(18, 14)),
        Entered(S.HANDED_BACK, at(18, 16)),
        Entered(S.ASKED, at(19, 9)),
        Entered(S.ANSWERED, at(19, 11)),
        Entered(S.RELEASED, at(19, 12)),
    ]
    told = held(steps, at(30, 12), CALENDAR)
    assert told.department == timedelta(hours=8)
    assert told.department_calendar == timedelta(hours=8)
    assert told.manager == timedelta(hours=3)  # an hour that evening, one in the morning, one before the release
    assert told.manager_calendar == timedelta(hours=18)


def test_nights_and_weekends_count_by_the_calendar_only() -> None:
    told = held([Entered(S.ASKED, at(20, 16))], at(23, 9), CALENDAR)
    assert told.department == timedelta(hours=2)
    assert told.department_calendar == timedelta(hours=65)


def test_spans_of_many_questions_add_up_and_nothing_is_held_before_it_was_asked() -> None:
    one = held([Entered(S.ASKED, at(18, 10))], at(18, 12), CALENDAR)
    assert summed([one, one]).department == timedelta(hours=4)
    assert held([Entered(S.ASKED, at(18, 10))], at(18, 9), CALENDAR) == Held()
    assert held([], at(18, 9), CALENDAR) == Held()


NAMES = ["Prairie Lantern Energy LLC", "QLANT", "111111111", "1234567890003", "Sun"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Prairie Lantern Energy LLC asks", ["Prairie Lantern Energy LLC"]),
        ("what PRAIRIE  lantern\nenergy asks", ["Prairie Lantern Energy LLC"]),
        ("Prairie Lantern Energy's unit", ["Prairie Lantern Energy LLC"]),
        ("the prairie and a lantern", []),
        ("of qlant, (QLANT)", ["QLANT"]),
        ("QLANTERN is another", []),
        ("DUNS 11-111-1111 and 111 111 111", ["111111111"]),
        ("DUNS 1111111112", []),
        ("number 123456789-0003", ["1234567890003"]),
        ("the Sun shines", []),
        ("", []),
    ],
)
def test_a_text_names_a_company_by_name_short_name_or_number(text: str, found: list[str]) -> None:
    assert named_in(text, NAMES) == found


def test_rules_never_reach_the_formal_route_and_levels_are_lowered_one_way() -> None:
    assert EscalationLevel.E4 not in escalating.BY_RULE
    assert escalating.lower_levels("E3") == ["E2", "E1"]
    assert escalating.lower_levels("E1") == []
    assert [escalating.reopening_escalates(times) for times in (0, 1, 2, 3)] == [False, False, True, True]
    assert escalating.step_occasion("CK-1", 2) != escalating.step_occasion("CK-12", 2)
