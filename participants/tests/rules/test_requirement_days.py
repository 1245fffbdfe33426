"""Days of a checklist forward from today and back from a target, with and without test flights."""

from datetime import date

import pytest

from participants.rules.requirements import (
    Checklist,
    Flight,
    checklist,
    critical_path,
    earliest,
    late,
    latest,
    without_lead_time,
)
from participants.tests.rules.requiring import ABOVE, block, item
from portal.calendars.tests.almanac import ALWAYS, BH_HOLIDAYS

CALENDARS = {"ercot-business": BH_HOLIDAYS, "always": ALWAYS}
MONDAY = date(2026, 11, 23)  # Thanksgiving and the day after are the 26th and 27th
SPRING = Flight("0227", date(2027, 2, 2), date(2027, 3, 5), date(2027, 1, 13))
SUMMER = Flight("0627", date(2027, 5, 11), date(2027, 6, 18), date(2027, 4, 14))


def asked(*items: object) -> Checklist:
    return checklist([block("X", *items, common=True)], "ANY")


PLAIN = asked(item("A", days=2), item("B", "A", days=3), item("C", "A", days=1), item("D", ABOVE, days=None))
RETAIL = asked(
    item("APP", days=10),
    item("PICK", "APP", days=None, flight="entry"),
    item("EDM", "PICK", days=10),
    item("FLY", "EDM", days=23, flight="run"),
    item("GO", ABOVE, days=5),
)


def test_days_are_open_days_of_the_calendar() -> None:
    plan = earliest(PLAIN, today=MONDAY, calendars=CALENDARS)
    assert {code: row.finish for code, row in plan.items()} == {
        "A": date(2026, 11, 25),
        "B": date(2026, 12, 2),
        "C": date(2026, 11, 30),
        "D": date(2026, 12, 2),
    }
    assert plan["B"].ready == date(2026, 11, 25)
    assert critical_path(PLAIN, plan) == ["A", "B", "D"]


def test_each_item_counts_by_its_own_calendar() -> None:
    weekend = asked(item("A", days=4), item("B", "A", days=3, day_kind="always"))
    plan = earliest(weekend, today=MONDAY, calendars=CALENDARS)
    assert plan["A"].finish == date(2026, 12, 1)
    assert plan["B"].finish == date(2026, 12, 4)


def test_settled_items_take_no_time() -> None:
    plan = earliest(PLAIN, today=MONDAY, calendars=CALENDARS, settled={"A"})
    assert plan["A"].finish == MONDAY
    assert plan["B"].finish == date(2026, 11, 30)
    assert critical_path(PLAIN, plan, {"A"})[0] == "B"


@pytest.mark.parametrize(("pace", "finish"), [("least", date(2026, 11, 24)), ("typical", date(2026, 12, 2))])
def test_least_and_typical_days(pace: str, finish: date) -> None:
    one = asked(item("A", least_days=1, typical_days=5))
    assert earliest(one, today=MONDAY, calendars=CALENDARS, pace=pace)["A"].finish == finish


def test_least_days_hold_where_typical_ones_are_not_known() -> None:
    one = asked(item("A", least_days=5, typical_days=None))
    assert earliest(one, today=MONDAY, calendars=CALENDARS)["A"].finish == date(2026, 12, 2)
    assert without_lead_time(one.items.values()) == []


def test_items_whose_days_nobody_knows_are_named() -> None:
    assert without_lead_time(PLAIN.items.values()) == ["D"]
    assert without_lead_time(RETAIL.items.values()) == []


@pytest.mark.parametrize(
    ("today", "flights", "flight", "finish"),
    [
        (MONDAY, [SUMMER, SPRING], "0227", date(2027, 3, 5)),
        (date(2026, 12, 29), [SPRING, SUMMER], "0227", date(2027, 3, 5)),
        # Ten open days end after the application deadline of the first flight.
        (date(2026, 12, 31), [SPRING, SUMMER], "0627", date(2027, 6, 18)),
        (date(2026, 12, 31), [SPRING], "", None),
        (MONDAY, [], "", None),
    ],
)
def test_the_first_flight_one_can_make(today: date, flights: list[Flight], flight: str, finish: date | None) -> None:
    plan = earliest(RETAIL, today=today, calendars=CALENDARS, flights=flights)
    assert (plan["FLY"].flight, plan["FLY"].finish) == (flight, finish)
    assert plan["FLY"].no_flight is plan["GO"].no_flight is (finish is None)
    assert plan["EDM"].finish is not None


@pytest.mark.parametrize(
    ("today", "settled", "expected"),
    [
        # Applied for in time: that nobody else can apply any more does not matter.
        (date(2027, 1, 18), {"APP", "PICK"}, ("0227", date(2027, 3, 5))),
        # It has begun, and nothing before it is open.
        (date(2027, 2, 10), {"APP", "PICK", "EDM"}, ("0227", date(2027, 3, 5))),
        # It began without this company.
        (date(2027, 2, 10), {"APP", "PICK"}, ("0627", date(2027, 6, 18))),
        (date(2027, 3, 8), {"APP", "PICK", "EDM"}, ("0627", date(2027, 6, 18))),
        # Not applied for: the next one.
        (date(2027, 1, 18), {"APP"}, ("0627", date(2027, 6, 18))),
    ],
)
def test_a_flight_that_was_entered_counts(today: date, settled: set[str], expected: tuple[str, date]) -> None:
    plan = earliest(RETAIL, today=today, calendars=CALENDARS, flights=[SUMMER], settled=settled, chosen=SPRING)
    assert (plan["FLY"].flight, plan["FLY"].finish) == expected


def test_a_flight_must_not_have_begun_when_all_is_ready() -> None:
    slow = asked(
        item("PICK", days=None, flight="entry"), item("EDM", "PICK", days=40), item("FLY", "EDM", flight="run")
    )
    plan = earliest(slow, today=date(2026, 12, 14), calendars=CALENDARS, flights=[SPRING, SUMMER])
    assert plan["EDM"].finish == date(2027, 2, 8)
    assert plan["FLY"].flight == "0627"


def test_without_an_entry_the_flight_itself_is_applied_for() -> None:
    alone = asked(item("APP", days=10), item("FLY", "APP", days=None, flight="run"))
    assert earliest(alone, today=date(2026, 12, 31), calendars=CALENDARS, flights=[SPRING])["FLY"].no_flight
    back = latest(alone, target=date(2027, 3, 31), calendars=CALENDARS, flights=[SPRING])
    assert back["APP"].finish == SPRING.apply_by


def test_the_path_that_lacks_a_flight_is_the_critical_one() -> None:
    plan = earliest(RETAIL, today=MONDAY, calendars=CALENDARS)
    assert critical_path(RETAIL, plan) == ["APP", "PICK", "EDM", "FLY", "GO"]


def test_back_from_a_day() -> None:
    plan = latest(PLAIN, target=date(2026, 12, 5), calendars=CALENDARS)
    days = {code: (row.start, row.finish) for code, row in plan.items()}
    assert days == {
        "D": (date(2026, 12, 4), date(2026, 12, 4)),
        "B": (date(2026, 12, 2), date(2026, 12, 4)),
        "C": (date(2026, 12, 4), date(2026, 12, 4)),
        "A": (date(2026, 11, 30), date(2026, 12, 1)),
    }


def test_back_through_a_flight() -> None:
    plan = latest(RETAIL, target=date(2027, 4, 30), calendars=CALENDARS, flights=[SPRING, SUMMER])
    assert (plan["FLY"].start, plan["FLY"].finish, plan["FLY"].flight) == (SPRING.starts_on, SPRING.ends_on, "0227")
    assert plan["EDM"].finish == date(2027, 2, 1)
    # The flight is applied for by its own deadline, though connecting could begin later.
    assert plan["PICK"].finish == date(2027, 1, 13)
    assert plan["APP"].finish == date(2027, 1, 13)


def test_a_target_before_any_flight_ends_is_a_state_of_its_own() -> None:
    plan = latest(RETAIL, target=date(2027, 3, 1), calendars=CALENDARS, flights=[SPRING, SUMMER])
    assert {code for code, row in plan.items() if row.no_flight} == {"APP", "PICK", "EDM", "FLY"}
    forward = earliest(RETAIL, today=MONDAY, calendars=CALENDARS, flights=[SPRING, SUMMER])
    assert late(plan, forward) == ["GO"]


@pytest.mark.parametrize(
    ("today", "expected"),
    [(date(2026, 12, 29), []), (date(2026, 12, 31), ["APP", "PICK", "FLY", "GO"])],
)
def test_which_items_are_late_already(today: date, expected: list[str]) -> None:
    flights = [SPRING, SUMMER]
    back = latest(RETAIL, target=date(2027, 3, 12), calendars=CALENDARS, flights=flights)
    forward = earliest(RETAIL, today=today, calendars=CALENDARS, flights=flights)
    assert late(back, forward) == expected


def test_settled_items_are_never_late() -> None:
    forward = earliest(PLAIN, today=date(2027, 1, 4), calendars=CALENDARS, settled={"A"})
    back = latest(PLAIN, target=date(2026, 12, 5), calendars=CALENDARS, settled={"A"})
    assert late(back, forward) == ["B", "C", "D"]


@pytest.mark.parametrize("offset", range(0, 40, 3))
def test_the_earliest_end_can_be_kept_and_a_day_less_cannot(offset: int) -> None:
    today = date.fromordinal(MONDAY.toordinal() + offset)
    forward = earliest(RETAIL, today=today, calendars=CALENDARS, flights=[SPRING, SUMMER])
    end = forward["GO"].finish
    assert late(latest(RETAIL, target=end, calendars=CALENDARS, flights=[SPRING, SUMMER]), forward) == []
    day_before = date.fromordinal(end.toordinal() - 1)
    assert late(latest(RETAIL, target=day_before, calendars=CALENDARS, flights=[SPRING, SUMMER]), forward)
