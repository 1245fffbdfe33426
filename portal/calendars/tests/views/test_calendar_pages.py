"""Looking at calendars: everybody at the desk may, nobody else."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.calendars.choices import RecomputeState
from portal.calendars.models import CalendarVersion, Holiday, RecomputeRun
from portal.calendars.tests.views.pages import ADD, CHANGE, CODE, DETAIL, EXTRA, LIST, PUBLISH, RUNS, text_of
from portal.tests.access.footprint import footprint, written

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("persona", ["manager", "senior", "specialist", "coordinator", "auditor", "supervisor"])
def test_all_of_the_desk_looks_at_calendars(persona, request, shipped, signed_in):
    client = signed_in(request.getfixturevalue(persona))
    page = text_of(client.get(LIST))
    assert "Bank Business Day" in page
    assert "Mon-Fri 08:00-17:00" in page
    assert "Every day around the clock" in page
    page = text_of(client.get(f"{DETAIL}?year=2026"))
    assert "Day after Thanksgiving" in page
    assert "Unverified" in page
    assert ("Add a holiday" in page) is (persona == "supervisor")
    assert client.get(RUNS).status_code == 200


def test_a_friday_on_which_the_bank_is_open_is_shown_as_such(supervising):
    response = supervising.get("/calendars/bank/?year=2026")
    row = next(one for one in response.context["holidays"] if one.day == date(2026, 7, 3))
    assert not row.counts
    july = response.context["months"][6]
    days = {day.number: day for week in july.weeks for day in week if day}
    assert (days[3].kind, days[4].kind, days[5].kind, days[6].kind) == ("known", "holiday", "closed", "open")
    assert "Open all the same" in text_of(response)


def test_another_year_is_shown_on_demand_and_an_unknown_one_is_not(supervising):
    assert supervising.get(f"{DETAIL}?year=2027").context["year"] == 2027
    for wrong in ("1999", "x", "99999999999", ""):
        assert supervising.get(f"{DETAIL}?year={wrong}").context["year"] == timezone.now().year


def test_missing_christmas_days_warn(supervising, shipped):
    year = timezone.now().year
    Holiday.objects.filter(version__calendar__code=CODE, day__year=year, name__startswith="Christmas").delete()
    warning = f"The two Christmas days of {year} are not entered yet."
    assert warning in text_of(supervising.get(LIST))
    assert warning in text_of(supervising.get(DETAIL))
    home = text_of(supervising.get("/"))
    assert warning in home
    assert DETAIL in home


@pytest.mark.parametrize("persona", ["manager", "senior", "specialist", "coordinator", "auditor"])
def test_others_are_told_who_may_change(persona, request, shipped, signed_in):
    client = signed_in(request.getfixturevalue(persona))
    before = footprint()
    for response in (
        client.get(CHANGE),
        client.post(CHANGE),
        client.get(ADD),
        client.post(ADD, EXTRA),
        client.post(PUBLISH),
    ):
        assert response.status_code == 403
        assert "Only supervisors may change calendars." in text_of(response)
    assert written(before) == []


@pytest.mark.parametrize("persona", ["member", "org_admin", "outsider", "agent", "prospect"])
def test_for_participants_users_there_are_no_such_pages(persona, request, shipped, signed_in):
    client = signed_in(request.getfixturevalue(persona))
    for address in (LIST, DETAIL, RUNS, CHANGE, ADD):
        assert client.get(address).status_code == 404
    assert client.post(PUBLISH).status_code == 404


def test_an_unknown_calendar_is_not_found(supervising):
    for name in ("calendar-detail", "calendar-runs", "calendar-change", "calendar-add-holiday"):
        assert supervising.get(reverse(f"calendars:{name}", args=["moon"])).status_code == 404
    assert supervising.post("/calendars/moon/publish/").status_code == 404


def test_progress_is_shown_while_a_run_is_at_it(supervising, shipped, supervisor):
    version = CalendarVersion.objects.get(calendar__code=CODE)
    RecomputeRun.objects.create(
        version=version, started_by=supervisor, started_at=timezone.now(), state=RecomputeState.RUNNING,
        total=5000, done=1250, moved=17,
    )  # fmt: skip
    page = text_of(supervising.get(RUNS))
    assert 'max="5000" value="1250"' in page
    assert "every 2s" in page


def test_pages_take_few_statements(supervising, following, django_assert_max_num_queries):
    for address, most in ((LIST, 10), (DETAIL, 12), (RUNS, 8), (CHANGE, 9)):
        supervising.get(address)
        with django_assert_max_num_queries(most):
            supervising.get(address)


def test_now_is_told_in_the_calendars_own_zone(supervising):
    shown = supervising.get(DETAIL).context["shown"]
    assert shown.today == datetime.now(UTC).astimezone(shown.calendar.zone).date()
