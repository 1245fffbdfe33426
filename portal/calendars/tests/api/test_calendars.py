"""/api/v1/calendars/: open to everybody signed in, changed by supervisors only."""

from datetime import date

import pytest
from django.utils import timezone

from portal.audit.models import AuditEvent
from portal.calendars.models import CalendarVersion, Holiday, RecomputeRun
from portal.tests.access.footprint import footprint, written
from portal.tests.api_calls import post

pytestmark = pytest.mark.django_db

LIST = "/api/v1/calendars/"
ERCOT = f"{LIST}ercot-business/"
VERSIONS = "calendars/ercot-business/versions/"
DAY = {"date": "2026-12-28", "name": "Founders' Day"}


@pytest.mark.parametrize("persona", ["member", "outsider", "prospect", "manager", "supervisor"])
def test_everybody_signed_in_reads_calendars(persona, request, shipped, signed_in):
    client = signed_in(request.getfixturevalue(persona))
    rows = client.get(LIST).json()["results"]
    assert [row["code"] for row in rows][:2] == ["ercot-business", "bank"]
    assert len(rows) == 9
    assert client.get(ERCOT).json()["name"] == "ERCOT Business Day"


def test_a_calendar_lists_its_intervals_and_the_holidays_that_count(shipped, signed_in, member):
    told = signed_in(member).get(f"{LIST}bank/?year=2026").json()
    assert (told["day_kind"], told["zone"], told["version"]) == ("bank", "America/Chicago", 1)
    assert [one["weekday"] for one in told["intervals"]] == ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
    assert told["intervals"][0] == {"weekday": "Monday", "number": 1, "opens": "08:00", "closes": "17:00"}
    days = {one["date"]: one for one in told["holidays"]}
    assert "2026-07-03" not in days
    assert days["2026-11-26"] == {
        "date": "2026-11-26",
        "name": "Thanksgiving Day",
        "hours": [],
        "verified": True,
        "source": "Federal Reserve Banks, holiday schedule",
    }
    assert {day[:4] for day in days} == {"2026"}


def test_the_year_narrows_lists_as_well(shipped, signed_in, member):
    client = signed_in(member)
    rows = client.get(f"{LIST}?year=2025&day_kind=retail").json()["results"]
    assert len(rows) == 6
    assert {one["date"][:4] for row in rows for one in row["holidays"]} == {"2025"}
    assert {one["date"][:4] for one in client.get(ERCOT).json()["holidays"]} == {
        str(year) for year in range(2024, 2030)
    }
    for wrong in ("twenty", "0", "99999999999999999999", "2026.5", "-1"):
        for address in (LIST, ERCOT):
            assert client.get(f"{address}?year={wrong}").status_code == 400, (address, wrong)


def test_what_is_missing_is_told(shipped, signed_in, member):
    year = timezone.now().year
    for version in CalendarVersion.objects.filter(calendar__code="ercot-business"):
        version.holidays.filter(day__year=year, name__startswith="Christmas").delete()
    assert f"The two Christmas days of {year} are not entered yet." in signed_in(member).get(ERCOT).json()["warnings"]


def test_open_now_and_what_comes_next(shipped, signed_in, member):
    always = signed_in(member).get(f"{LIST}always/").json()
    assert (always["open_now"], always["closes_at"], always["next_opening"]) == (True, None, None)
    assert always["intervals"][6] == {"weekday": "Sunday", "number": 7, "opens": "00:00", "closes": "24:00"}
    assert signed_in(member).get(ERCOT).json()["next_opening"].endswith("Z")


def test_reading_takes_the_same_few_statements_for_one_and_for_all(
    shipped, signed_in, member, django_assert_max_num_queries
):
    client = signed_in(member)
    client.get(LIST)
    for address in (LIST, ERCOT):
        with django_assert_max_num_queries(13):
            client.get(address)


def test_a_supervisor_publishes_what_is_given_and_the_rest_stays(shipped, signed_in, supervisor):
    client = signed_in(supervisor)
    week = [[["08:00", "12:00"], ["13:00", "17:00"]]] * 5 + [[], []]
    answer = post(client, VERSIONS, base=1, note="Lunch", week=week)
    assert answer.status_code == 201, answer.content
    assert answer.json()["version"] == 2
    assert len(answer.json()["intervals"]) == 10
    assert Holiday.objects.filter(version__calendar=shipped["ercot-business"], version__number=2).count() == 75
    answer = post(
        client,
        VERSIONS,
        base=2,
        note="Fewer",
        holidays=[DAY, DAY | {"date": "2026-12-31", "hours": [["08:00", "12:00"]]}],
    )
    assert [one["date"] for one in answer.json()["holidays"]] == ["2026-12-28", "2026-12-31"]
    assert answer.json()["holidays"][1]["hours"] == [["08:00", "12:00"]]
    assert answer.json()["entered_yearly"] == {"Christmas": 2}
    assert AuditEvent.objects.filter(verb="calendars.version.published", by=supervisor).count() == 2
    assert RecomputeRun.objects.count() == 2


def test_a_stale_or_empty_change_is_refused_in_words(shipped, signed_in, supervisor):
    client = signed_in(supervisor)
    post(client, VERSIONS, base=1, note="First", holidays=[DAY])
    stale = post(client, VERSIONS, base=1, note="Second", holidays=[])
    assert (stale.status_code, stale.json()["code"]) == (409, "stale")
    assert "version 2 meanwhile" in stale.json()["detail"]
    assert post(client, VERSIONS, base=2, note="Again", holidays=[DAY]).status_code == 409


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"base": 0}, "base"),
        ({"base": "first"}, "base"),
        ({"note": ""}, "note"),
        ({"note": "x" * 1001}, "note"),
        ({"week": [[]] * 6}, "week"),
        ({"week": "Mon-Fri"}, "week"),
        ({"week": [[["17:00", "08:00"]]] * 7}, "week"),
        ({"holidays": {}}, "holidays"),
        ({"holidays": [{}]}, "holidays.0.date"),
        ({"holidays": [DAY | {"date": "9999-01-01"}]}, "holidays.0.date"),
        ({"holidays": [DAY | {"name": "a\x00b"}]}, "holidays.0.name"),
        ({"holidays": [DAY | {"hours": "noon"}]}, "holidays.0.hours"),
        ({"holidays": [DAY | {"color": "red"}]}, "holidays.0.color"),
        ({"entered_yearly": {"Christmas": 400}}, "entered_yearly.Christmas"),
        ({"published_by": "me"}, "published_by"),
    ],
)
def test_hostile_input_is_refused_at_its_field(changes, field, shipped, signed_in, supervisor):
    before = footprint()
    answer = post(signed_in(supervisor), VERSIONS, **{"base": 1, "note": "Why"} | changes)
    assert answer.status_code == 400, answer.content
    assert field in {one["field"] for one in answer.json()["errors"]}
    assert written(before) == []


@pytest.mark.parametrize("changes", [{"zone": "Mars"}, {"week": [[]] * 7}, {"holidays": [DAY, DAY]}])
def test_what_no_calendar_can_be_is_refused(changes, shipped, signed_in, supervisor):
    answer = post(signed_in(supervisor), VERSIONS, base=1, note="Why", **changes)
    assert answer.status_code == 409, answer.content
    assert answer.json()["detail"]


@pytest.mark.parametrize("persona", ["member", "org_admin", "outsider", "manager", "senior", "specialist", "auditor"])
def test_nobody_else_publishes(persona, request, shipped, signed_in):
    client = signed_in(request.getfixturevalue(persona))
    before = footprint()
    for body in ({"base": 1, "note": "Why", "holidays": [DAY]}, {}):
        answer = post(client, VERSIONS, **body)
        assert answer.status_code == 403
        assert answer.json()["detail"] == "Only supervisors may change calendars."
    assert written(before) == []


def test_an_unknown_calendar_is_not_found(shipped, signed_in, supervisor):
    client = signed_in(supervisor)
    assert client.get(f"{LIST}moon/").status_code == 404
    assert post(client, "calendars/moon/versions/", base=1, note="Why").status_code == 404
    assert client.get(f"{LIST}?color=red").status_code == 400


def test_a_holiday_on_which_it_is_open_is_not_listed(shipped, signed_in, member):
    days = [one["date"] for one in signed_in(member).get(f"{ERCOT}?year=2026").json()["holidays"]]
    assert date(2026, 11, 11).isoformat() not in days
    assert days == sorted(days)
    assert len(days) == 9


def test_a_calendar_has_the_same_shape_in_the_list_and_alone(shipped, signed_in, member):
    client = signed_in(member)
    rows = client.get(LIST).json()["results"]
    assert client.get(f"{LIST}{rows[0]['code']}/").json() == rows[0]
    assert len({frozenset(row) for row in rows}) == 1
