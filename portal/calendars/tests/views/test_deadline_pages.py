"""Why this date: the page and the API, and who does not see them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from participants.models import Participant
from portal.calendars.actions.clocks import change_target, pause_clock, resume_clock, stop_clock
from portal.calendars.actions.sweeping import sweep_deadlines
from portal.calendars.models import Clock
from portal.calendars.targets import Target
from portal.calendars.tests import clockwork
from portal.calendars.tests.almanac import at
from portal.lifecycle import subjects

pytestmark = pytest.mark.django_db

TYPE = "participants.participant"
MONDAY = at("2026-02-02 09:00")


@pytest.fixture(autouse=True)
def _subjects(monkeypatch):
    monkeypatch.setitem(subjects._scopes, TYPE, lambda user: Participant.objects.visible_to(user))


@pytest.fixture
def bh(db):
    return clockwork.calendar()


@pytest.fixture
def clock(bh, lantern, manager):
    clockwork.plan()
    row = clockwork.clock(lantern.participant, MONDAY, amount=20, plan="ladder", source="Guide, section 3")
    pause_clock(clock=row, by=manager, now=at("2026-02-03 16:00"), reason="Waiting on participant")
    return resume_clock(clock=row, by=manager, now=at("2026-02-09 10:00"))


def page(client, clock):
    return client.get(reverse("calendars:deadline-detail", args=[clock.ref]))


def test_participants_learn_of_no_deadline(clock, outsider, member, signed_in):
    for person in (outsider, member):
        client = signed_in(person)
        assert page(client, clock).status_code == 404
        assert client.get(reverse("calendars:deadline-list")).status_code == 404
        assert client.get(f"/api/v1/deadlines/{clock.ref}/").status_code == 404
        assert client.get("/api/v1/deadlines/").json()["results"] == []


def test_deadlines_of_a_restricted_participant_are_closed_to_those_it_is_closed_to(
    bh, restricted, senior, colleague, supervisor, signed_in
):
    clock = clockwork.clock(restricted.participant, timezone.now(), amount=90)
    for person, status in ((colleague, 404), (senior, 200), (supervisor, 200)):
        client = signed_in(person)
        assert page(client, clock).status_code == status
        assert client.get(f"/api/v1/deadlines/{clock.ref}/").status_code == status
        listed = client.get(reverse("calendars:deadline-list"))
        assert (clock.ref in listed.content.decode()) is (status == 200)
        assert len(client.get("/api/v1/deadlines/").json()["results"]) == (status == 200)
    assert not Clock.objects.visible_to(colleague).exists()


def test_a_subject_whose_app_registered_nothing_is_seen_by_nobody(clock, supervisor, monkeypatch):
    monkeypatch.delitem(subjects._scopes, TYPE)
    assert not Clock.objects.visible_to(supervisor).exists()


def test_the_page_tells_the_rule_the_ledger_the_pauses_the_ladder_and_the_changes(clock, manager, signed_in):
    told = page(signed_in(manager), clock).content.decode()
    for words in (
        "20 hours",
        "Guide, section 3",
        "Monday, February 9, 2026, 14:00 CST",
        "Closed until 08:00",
        f"Paused: Waiting on participant ({manager.name})",
        "20 h",
        "Level 4",
        "Resumed",
        "<svg",
    ):
        assert words in told, words


def test_a_breach_is_told_as_a_fact(clock, manager, signed_in):
    sweep_now = at("2026-02-09 14:10")
    clock.steps.update(next_try_at=None, outcome="canceled")
    sweep_deadlines(now=sweep_now)
    Clock.objects.update(breach_note="would not have breached under calendar version 2")
    told = page(signed_in(manager), clock).content.decode()
    assert "Missed on Monday, February 9, 2026, 14:00 CST." in told
    assert "would not have breached under calendar version 2" in told
    change_target(clock=clock, by=manager, now=sweep_now, reason="Lowered", target=Target(90, "hour"))
    assert "Missed on Monday, February 9, 2026, 14:00 CST." in page(signed_in(manager), clock).content.decode()


@pytest.mark.parametrize("state", ["paused", "stopped while paused", "met", "fixed day", "passed fixed day", "days"])
def test_the_page_stands_in_every_state(bh, lantern, manager, signed_in, state):
    options = {"fixed_day": clockwork.day("2026-02-13")} if state == "fixed day" else {}
    if state == "passed fixed day":
        options = {"fixed_day": clockwork.day("2026-01-13")}
    if state == "days":
        options = {"amount": 5, "unit": "day", "due": "end_of_day"}
    clock = clockwork.clock(lantern.participant, MONDAY, **options)
    if "paused" in state:
        pause_clock(clock=clock, by=None, now=at("2026-02-02 12:00"), reason="Waiting")
    if state in ("stopped while paused", "met"):
        stop_clock(clock=clock, by=None, now=at("2026-02-02 13:00"))
    client = signed_in(manager)
    assert page(client, clock).status_code == 200
    assert client.get(reverse("calendars:deadline-list")).status_code == 200
    assert client.get(f"/api/v1/deadlines/{clock.ref}/").status_code == 200


def test_the_ledger_of_a_clock_stopped_while_paused_ends_with_the_pause(bh, lantern, manager, signed_in):
    clock = clockwork.clock(lantern.participant, MONDAY)
    pause_clock(clock=clock, by=None, now=at("2026-02-02 12:00"), reason="Waiting")
    stop_clock(clock=clock, by=None, now=at("2026-02-02 13:00"))
    told = signed_in(manager).get(f"/api/v1/deadlines/{clock.ref}/").json()
    assert told["due_at"] is None
    assert [(span["kind"], span["to"]) for span in told["ledger"]] == [
        ("counted", "2026-02-02T18:00:00Z"), ("paused", None),
    ]  # fmt: skip


def test_the_api_tells_the_same(clock, manager, signed_in):
    told = signed_in(manager).get(f"/api/v1/deadlines/{clock.ref}/").json()
    assert (told["due_at"], told["state"], told["rule"]) == ("2026-02-09T14:00:00-06:00", "running", "20 hours")
    assert sum(span["counted_seconds"] for span in told["ledger"]) == 20 * 3600
    assert told["pauses"] == [
        {
            "from": "2026-02-03T16:00:00-06:00",
            "to": "2026-02-09T10:00:00-06:00",
            "reason": "Waiting on participant",
            "by": manager.name,
        }
    ]
    assert [step["level"] for step in told["steps"]] == [1, 2, 3, 4]
    assert [change["cause"] for change in told["changes"]] == ["started", "paused", "resumed"]


def test_the_api_filters_by_subject_and_state(clock, mesa, manager, signed_in):
    other = clockwork.clock(mesa.participant, MONDAY)
    client = signed_in(manager)

    def refs(query):
        return {row["ref"] for row in client.get(f"/api/v1/deadlines/?{query}").json()["results"]}

    assert refs(f"subject={clock.subject_ref}") == {clock.ref}
    assert refs("state=running") == {clock.ref, other.ref}
    assert refs("state=paused") == set()
    assert client.get("/api/v1/deadlines/?nonsense=1").status_code == 400


def test_preview_stays_reachable_beside_the_rows(supervisor, signed_in):
    assert signed_in(supervisor).get("/api/v1/deadlines/preview/").status_code == 405


def test_the_list_shows_late_and_paused_ones(bh, lantern, mesa, restricted, manager, supervisor, signed_in):
    late = clockwork.clock(lantern.participant, timezone.now() - timedelta(days=20))
    running = clockwork.clock(mesa.participant, timezone.now(), amount=90)
    paused = clockwork.clock(restricted.participant, timezone.now() - timedelta(minutes=5), amount=90)
    pause_clock(clock=paused, by=None, now=timezone.now(), reason="Waiting")
    client = signed_in(supervisor)

    def listed(query=""):
        told = client.get(reverse("calendars:deadline-list") + query).content.decode()
        return [one for one in (late, running, paused) if one.ref in told]

    assert listed() == [late, running]
    assert listed("?show=late") == [late]
    assert listed("?show=paused") == [paused]


def test_pages_take_the_same_statements_for_more_rows(clock, bh, mesa, restricted, supervisor, signed_in):
    client = signed_in(supervisor)
    address = reverse("calendars:deadline-list")
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for company in (mesa, restricted):
        clockwork.clock(company.participant, MONDAY)
    with CaptureQueriesContext(connection) as more:
        client.get(address)
    assert len(more) == len(few) <= 8
    with CaptureQueriesContext(connection) as detail:
        page(client, clock)
    assert len(detail) <= 12
