"""Why a last day is what it is: the flight's deadline, its first day, the flight itself, or the target."""

from datetime import date

from participants.rules.requirements import Anchor, anchors, latest
from participants.tests.rules.requiring import ABOVE, item
from participants.tests.rules.test_requirement_days import CALENDARS, PLAIN, RETAIL, SPRING, SUMMER, asked

FLIGHTS = {one.code: one for one in (SPRING, SUMMER)}


def reasons(wanted, target, flights=(SPRING,), settled=()):
    plan = latest(wanted, target=target, calendars=CALENDARS, flights=flights, settled=settled)
    return anchors(wanted, plan, FLIGHTS)


def test_without_a_flight_the_target_decides():
    assert set(reasons(PLAIN, date(2027, 3, 1)).values()) == {Anchor("target")}


def test_what_leads_to_the_application_is_due_for_its_deadline():
    told = reasons(RETAIL, date(2027, 3, 31))
    assert told == {
        "APP": Anchor("apply", "0227"),
        "PICK": Anchor("apply", "0227"),
        "EDM": Anchor("begin", "0227"),
        "FLY": Anchor("run", "0227"),
        "GO": Anchor("target"),
    }


def test_an_entry_that_something_slow_follows_is_due_for_the_flights_first_day():
    slow = asked(
        item("APP", days=10),
        item("PICK", "APP", days=None, flight="entry"),
        item("EDM", "PICK", days=30),
        item("FLY", "EDM", days=23, flight="run"),
        item("GO", ABOVE, days=5),
    )
    told = reasons(slow, date(2027, 3, 31))
    assert told["PICK"] == told["APP"] == Anchor("begin", "0227")


def test_settled_items_and_those_without_a_day_have_no_reason():
    assert "APP" not in reasons(RETAIL, date(2027, 3, 31), settled={"APP"})
    assert set(reasons(RETAIL, date(2027, 3, 1), flights=())) == {"GO"}
