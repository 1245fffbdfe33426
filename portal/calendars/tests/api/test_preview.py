"""POST /api/v1/deadlines/preview/: the hard cases with their instants, and whatever else people may send."""

import json
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from accounts.actions.tokens import issue_token
from accounts.choices import TokenScope
from portal.calendars import loading
from portal.calendars.actions.calendars import HolidayDraft, publish_version
from portal.tests.access.footprint import footprint, written
from portal.tests.api_calls import post

pytestmark = pytest.mark.django_db

ADDRESS = "deadlines/preview/"
SOUND = {"calendar": "ercot-business", "start": "2026-03-06T16:55:00-06:00", "amount": 10, "unit": "minute"}
MONDAY = "2026-02-02T09:00:00-06:00"


@pytest.fixture
def ask(shipped, signed_in, supervisor):
    client = signed_in(supervisor)

    def asked(**changes):
        return post(client, ADDRESS, **SOUND | changes)

    return asked


@pytest.fixture
def lunch(shipped, supervisor, now):
    """The retail calendar of Lubbock closes over noon; Oncor's week is 08:00-18:00."""
    noon, late = [["08:00", "12:00"], ["13:00", "17:00"]], [["08:00", "18:00"]]
    for code, hours in (("retail-lubbock", noon), ("retail-oncor", late)):
        publish_version(
            calendar=shipped[code], week=[hours] * 5 + [[], []], zone="America/Chicago", holidays=[],
            entered_yearly={}, note="Test", by=supervisor, now=now,
        )  # fmt: skip


CASES = [
    ("spring over a weekend", {}, "2026-03-09T13:05:00Z"),
    ("autumn over a weekend", {"start": "2026-10-30T16:55:00-05:00"}, "2026-11-02T14:05:00Z"),
    (
        "around the clock, spring",
        {"calendar": "always", "start": "2026-03-07T12:00:00-06:00", "amount": 24, "unit": "hour"},
        "2026-03-08T18:00:00Z",
    ),
    (
        "around the clock, autumn",
        {"calendar": "always", "start": "2026-10-31T12:00:00-05:00", "amount": 24, "unit": "hour"},
        "2026-11-01T17:00:00Z",
    ),
    (
        "the first 01:30",
        {"calendar": "always", "start": "2026-11-01T01:30:00-05:00", "amount": 60},
        "2026-11-01T07:30:00Z",
    ),
    (
        "the second 01:30",
        {"calendar": "always", "start": "2026-11-01T01:30:00-06:00", "amount": 60},
        "2026-11-01T08:30:00Z",
    ),
    ("created outside hours", {"start": "2026-02-07T13:00:00-06:00", "amount": 60}, "2026-02-09T15:00:00Z"),
    ("nothing, at the start", {"start": "2026-02-07T13:00:00-06:00", "amount": 0}, "2026-02-07T19:00:00Z"),
    (
        "nothing, at the next opening",
        {"start": "2026-02-07T13:00:00-06:00", "amount": 0, "at_zero": "opening"},
        "2026-02-09T14:00:00Z",
    ),
    ("exactly at closing", {"start": "2026-02-06T17:00:00-06:00", "amount": 1}, "2026-02-09T14:01:00Z"),
    ("until closing", {"start": "2026-02-06T16:00:00-06:00", "amount": 60}, "2026-02-06T23:00:00Z"),
    (
        "Thanksgiving",
        {"start": "2026-11-25T16:00:00-06:00", "amount": 4, "unit": "hour"},
        "2026-11-30T17:00:00Z",
    ),
    (
        "paused over a weekend",
        {
            "start": MONDAY,
            "amount": 20,
            "unit": "hour",
            "pauses": [["2026-02-03T16:00:00-06:00", "2026-02-09T10:00:00-06:00"]],
        },
        "2026-02-09T20:00:00Z",
    ),
    (
        "paused outside hours",
        {
            "start": "2026-02-02T15:00:00-06:00",
            "amount": 4,
            "unit": "hour",
            "pauses": [["2026-02-02T18:00:00-06:00", "2026-02-03T07:00:00-06:00"]],
        },
        "2026-02-03T16:00:00Z",
    ),
    (
        "paused now",
        {"start": MONDAY, "amount": 20, "unit": "hour", "pauses": [["2026-02-03T16:00:00-06:00", None]]},
        None,
    ),
    (
        "ten Business Days, close",
        {"start": "2026-11-18T10:00:00-06:00", "amount": 10, "unit": "day", "due_time": "close"},
        "2026-12-04T23:00:00Z",
    ),
    (
        "ten Business Days, first day counted",
        {"start": "2026-11-18T10:00:00-06:00", "amount": 10, "unit": "day", "start_day": "inclusive"},
        "2026-12-03T16:00:00Z",
    ),
    (
        "two Bank Business Days over 4 July",
        {"calendar": "bank", "start": "2026-07-02T09:00:00-05:00", "amount": 2, "unit": "day", "due_time": "close"},
        "2026-07-06T22:00:00Z",
    ),
    (
        "two Business Days over 4 July",
        {"start": "2026-07-02T09:00:00-05:00", "amount": 2, "unit": "day", "due_time": "end_of_day"},
        "2026-07-08T04:59:59.999999Z",
    ),
    (
        "20 Business Days before",
        {"start": "2026-12-01T12:00:00-06:00", "amount": -20, "unit": "day", "due_time": "close"},
        "2026-10-30T22:00:00Z",
    ),
    ("to the microsecond", {"start": "2026-02-02T09:00:00.000001-06:00"}, "2026-02-02T15:10:00.000001Z"),
    ("a tenth of an hour", {"start": MONDAY, "amount": 0.1, "unit": "hour"}, "2026-02-02T15:06:00Z"),
    ("in UTC", {"start": "2026-02-02T15:00:00Z"}, "2026-02-02T15:10:00Z"),
]


@pytest.mark.parametrize(("changes", "due_at"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_the_hard_cases(ask, changes, due_at):
    answer = ask(**changes)
    assert answer.status_code == 200, answer.content
    told = answer.json()
    assert told["due_at"] == due_at
    assert told["calendar_version"] == 1
    rows = told["ledger"]
    assert all(before["to"] == after["from"] for before, after in zip(rows, rows[1:], strict=False))
    if due_at is not None:
        asked = SOUND | changes
        unit = {"minute": 60, "hour": 3600, "day": 1}[asked["unit"]]
        counted = "counted_days" if asked["unit"] == "day" else "counted_seconds"
        assert sum(row[counted] for row in rows) == pytest.approx(abs(asked["amount"]) * unit, abs=1e-9)


@pytest.mark.parametrize(
    ("calendar", "start", "minutes", "due_at"),
    [
        ("retail-lubbock", "2026-02-02T11:50:00-06:00", 20, "2026-02-02T19:10:00Z"),
        ("retail-lubbock", "2026-02-02T12:30:00-06:00", 20, "2026-02-02T19:20:00Z"),
        ("retail-oncor", "2026-02-02T17:00:00-06:00", 240, "2026-02-03T17:00:00Z"),
    ],
)
def test_calendars_published_here(ask, lunch, calendar, start, minutes, due_at):
    told = ask(calendar=calendar, start=start, amount=minutes).json()
    assert (told["due_at"], told["calendar_version"]) == (due_at, 2)


def test_a_holiday_added_afterwards_moves_the_date_and_is_named(ask, shipped, supervisor, now):
    asked = {"start": "2026-12-23T15:00:00-06:00", "amount": 8, "unit": "hour"}
    calendar = shipped["ercot-business"]
    draft = loading.draft_of(calendar.versions.get())
    fixed = {"calendar": calendar, "week": draft.week, "zone": draft.zone, "entered_yearly": {}, "note": "Test"}
    without = [one for one in draft.holidays if one.day != date(2026, 12, 24)]
    publish_version(**fixed, holidays=without, by=supervisor, now=now)
    assert ask(**asked).json()["due_at"] == "2026-12-24T20:00:00Z"
    added = HolidayDraft(date(2026, 12, 24), "Eve of Christmas")
    publish_version(**fixed, holidays=[*without, added], by=supervisor, now=now)
    told = ask(**asked).json()
    assert (told["due_at"], told["calendar_version"]) == ("2026-12-28T20:00:00Z", 3)
    kinds = {row["kind"]: row["reason"] for row in told["ledger"]}
    assert "Eve of Christmas" in " ".join(row["reason"] for row in told["ledger"])
    assert kinds["weekend"] == "Saturday and Sunday"


def test_the_ledger_of_an_open_pause_ends_open(ask):
    told = ask(start=MONDAY, amount=20, unit="hour", pauses=[["2026-02-03T16:00:00-06:00", None]]).json()
    assert told["ledger"][-1] == {
        "from": "2026-02-03T22:00:00Z",
        "to": None,
        "counted_seconds": 0,
        "counted_days": 0,
        "reason": "Paused",
        "kind": "paused",
    }
    assert sum(row["counted_seconds"] for row in told["ledger"]) == 16 * 3600


HOSTILE = [
    ({"calendar": "moon"}, "calendar"),
    ({"calendar": None}, "calendar"),
    ({"calendar": "a\x00b"}, "calendar"),
    ({"calendar": ["ercot-business"]}, "calendar"),
    ({"start": "2026-03-06T16:55:00"}, "start"),
    ({"start": "2026-03-06"}, "start"),
    ({"start": "2026-02-30T10:00:00Z"}, "start"),
    ({"start": "2026-03-06T25:00:00Z"}, "start"),
    ({"start": "2026-03-06T16:55:00.1234567Z"}, "start"),
    ({"start": "2026-03-06T16:55:00+99:00"}, "start"),
    ({"start": "9999-12-31T23:59:59Z"}, "start"),
    ({"start": "0001-01-01T00:00:00+14:00"}, "start"),
    ({"start": "٢٠٢٦-03-06T16:55:00Z"}, "start"),
    ({"start": 1772841300}, "start"),
    ({"start": None}, "start"),
    ({"start": ""}, "start"),
    ({"amount": True}, "amount"),
    ({"amount": "10"}, "amount"),
    ({"amount": None}, "amount"),
    ({"amount": [10]}, "amount"),
    ({"amount": 10**400}, "amount"),
    ({"amount": 1e300}, "amount"),
    ({"amount": 0.1 + 0.2}, "amount"),
    ({"amount": 5e-324}, "amount"),
    ({"amount": 1.5, "unit": "day"}, "amount"),
    ({"amount": 4001, "unit": "day"}, "amount"),
    ({"amount": -4001, "unit": "day"}, "amount"),
    ({"amount": 96_001, "unit": "hour"}, "amount"),
    ({"amount": 5_760_001, "unit": "minute"}, "amount"),
    ({"amount": 96_000, "unit": "hour"}, "amount"),
    ({"unit": "week"}, "unit"),
    ({"unit": ["day"]}, "unit"),
    ({"start_day": "maybe"}, "start_day"),
    ({"due_time": None}, "due_time"),
    ({"at_zero": "later"}, "at_zero"),
    ({"pauses": None}, "pauses"),
    ({"pauses": {"from": MONDAY}}, "pauses"),
    ({"pauses": [[MONDAY]]}, "pauses.0"),
    ({"pauses": [[MONDAY, MONDAY, MONDAY]]}, "pauses.0"),
    ({"pauses": [[None, MONDAY]]}, "pauses.0"),
    ({"pauses": [[MONDAY, None], [MONDAY, "2026-02-01T09:00:00-06:00"]]}, "pauses.1"),
    ({"pauses": [["2026-02-02T09:00:00", None]]}, "pauses.0"),
    ({"pauses": [[MONDAY, MONDAY]] * 201}, "pauses"),
    ({"amount": -1, "pauses": [[MONDAY, None]]}, "pauses"),
    ({"weekends": True}, "weekends"),
]


@pytest.mark.parametrize(
    ("changes", "field"), HOSTILE, ids=[f"{field} {number}" for number, (_, field) in enumerate(HOSTILE)]
)
def test_what_cannot_be_reckoned_is_refused_at_its_field(ask, changes, field):
    answer = ask(**changes)
    assert answer.status_code == 400, answer.content[:300]
    assert answer["Content-Type"] == "application/problem+json"
    errors = answer.json()["errors"]
    assert field in {one["field"] for one in errors}
    assert all(one["detail"] for one in errors)


@pytest.mark.parametrize("missing", ["calendar", "start", "amount", "unit"])
def test_what_is_needed_is_asked_for(missing, shipped, signed_in, supervisor):
    body = {name: value for name, value in SOUND.items() if name != missing}
    answer = post(signed_in(supervisor), ADDRESS, **body)
    assert answer.status_code == 400
    assert answer.json()["errors"][0] == {"field": missing, "detail": "This field is required.", "code": "required"}


@pytest.mark.parametrize("text", ["NaN", "Infinity", "-Infinity"])
def test_json_that_is_none_is_refused(text, shipped, signed_in, supervisor):
    body = json.dumps(SOUND).replace("10", text)
    answer = signed_in(supervisor).post(f"/api/v1/{ADDRESS}", body, content_type="application/json")
    assert answer.status_code == 400


def test_a_naive_instant_is_refused_in_words(ask):
    answer = ask(start="2026-03-06T16:55:00").json()
    assert answer["errors"][0]["detail"].startswith("Without its offset from UTC an instant is unclear")


def test_the_largest_questions_are_answered(ask):
    start = datetime.fromisoformat(MONDAY)
    pauses = [
        [(start + timedelta(days=n)).isoformat(), (start + timedelta(days=n, hours=3)).isoformat()] for n in range(200)
    ]
    for asked in ({"amount": 4000, "unit": "day"}, {"amount": 60_000, "unit": "hour"}):
        answer = ask(start=MONDAY, pauses=pauses, **asked)
        assert answer.status_code == 200, answer.content[:300]


@pytest.mark.parametrize("persona", ["member", "outsider", "agent", "prospect", "manager", "auditor"])
def test_everybody_signed_in_may_ask_and_nothing_is_written(persona, request, shipped, signed_in):
    client = signed_in(request.getfixturevalue(persona))
    before = footprint()
    answer = post(client, ADDRESS, **SOUND)
    assert answer.status_code == 200, answer.content
    assert answer.json()["due_at"] == "2026-03-09T13:05:00Z"
    assert written(before) == []


def test_a_token_that_only_reads_may_ask(shipped, client, manager):
    _, secret = issue_token(user=manager, by=manager, now=timezone.now(), name="n", scope=TokenScope.READ, days=30)
    answer = client.post(
        f"/api/v1/{ADDRESS}", SOUND, content_type="application/json", headers={"Authorization": f"Token {secret}"}
    )
    assert answer.status_code == 200, answer.content


def test_strangers_may_not_ask(db, client):
    assert post(client, ADDRESS, **SOUND).status_code == 401
