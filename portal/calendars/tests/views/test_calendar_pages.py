"""The pages of calendars: everybody at the desk looks, supervisors change, and only after a preview."""

import json
import re
from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from participants.actions.follow_ups import add_follow_up
from participants.tests.actions.following_up import load_deadlines
from portal.audit.models import AuditEvent
from portal.calendars import loading
from portal.calendars.actions.recompute import recompute_run
from portal.calendars.choices import RecomputeState
from portal.calendars.models import CalendarVersion, Clock, Holiday, RecomputeRun
from portal.tests.access.footprint import footprint, written
from portal.web.words import long_day

pytestmark = pytest.mark.django_db

CODE = "ercot-business"
LIST = "/calendars/"
DETAIL = f"/calendars/{CODE}/"
CHANGE, ADD, PUBLISH, RUNS = (f"{DETAIL}{name}/" for name in ("change", "add-holiday", "publish", "runs"))
YEAR = timezone.now().year
EXTRA = {"base": 1, "day": f"{YEAR}-12-28", "name": "Founders' Day", "source": "Notice"}


def text_of(response):
    return re.sub(r"\s+", " ", response.content.decode())


def fields_of(response):
    """What a browser would send back of the change form."""
    form, rows = response.context["form"], response.context["rows"]
    data = {}
    for bound in [*form, *rows.management_form, *(field for row in rows for field in row)]:
        value = bound.value()
        if value not in (None, False, ""):
            data[bound.html_name] = "on" if value is True else str(bound.field.prepare_value(value))
    return data


def draft_of(response):
    """What the preview hands to the next step."""
    form = response.context["form"]
    return {"draft": form["draft"].value(), "base": form["base"].value()}


@pytest.fixture
def client(shipped, signed_in, supervisor):
    return signed_in(supervisor)


@pytest.fixture
def following(db, lantern, manager):
    """Clocks in the ERCOT calendar: due tomorrow, so to say, in five Business Days and in ten."""
    now = timezone.now()
    load_deadlines(now)
    for days in (5, 10):
        add_follow_up(participant=lantern.participant, by=manager, now=now, title=f"In {days}", in_days=days)
    return list(Clock.objects.order_by("due_at"))


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


def test_a_friday_on_which_the_bank_is_open_is_shown_as_such(client):
    response = client.get("/calendars/bank/?year=2026")
    row = next(one for one in response.context["holidays"] if one.day == date(2026, 7, 3))
    assert not row.counts
    july = response.context["months"][6]
    days = {day.number: day for week in july.weeks for day in week if day}
    assert (days[3].kind, days[4].kind, days[5].kind, days[6].kind) == ("known", "holiday", "closed", "open")
    assert "Open all the same" in text_of(response)


def test_another_year_is_shown_on_demand_and_an_unknown_one_is_not(client):
    assert client.get(f"{DETAIL}?year=2027").context["year"] == 2027
    for wrong in ("1999", "x", "99999999999", ""):
        assert client.get(f"{DETAIL}?year={wrong}").context["year"] == timezone.now().year


def test_missing_christmas_days_warn(client, shipped):
    year = timezone.now().year
    Holiday.objects.filter(version__calendar__code=CODE, day__year=year, name__startswith="Christmas").delete()
    warning = f"The two Christmas days of {year} are not entered yet."
    assert warning in text_of(client.get(LIST))
    assert warning in text_of(client.get(DETAIL))
    home = text_of(client.get("/"))
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


def test_an_unknown_calendar_is_not_found(client):
    for name in ("calendar-detail", "calendar-runs", "calendar-change", "calendar-add-holiday"):
        assert client.get(reverse(f"calendars:{name}", args=["moon"])).status_code == 404
    assert client.post("/calendars/moon/publish/").status_code == 404


def test_a_holiday_is_added_by_way_of_a_preview_that_writes_nothing(client, following, supervisor):
    moved = following[-1]
    day = moved.due_at.astimezone(loading.current(CODE)[1].zone).date()
    before = footprint()
    preview = client.post(ADD, EXTRA | {"day": day.isoformat()})
    assert preview.status_code == 200
    page = text_of(preview)
    assert "1 clock moves, 0 would become late.</strong> 2 clocks run by this calendar." in page
    assert "Founders&#x27; Day, closed, unverified, Notice" in page
    assert moved.label in page
    assert "/participants/" in page
    assert written(before) == []
    old = moved.due_at
    published = client.post(PUBLISH, draft_of(preview) | {"note": "The board decided."})
    assert published["Location"] == DETAIL
    run = RecomputeRun.objects.get()
    page = text_of(client.get(DETAIL))
    assert "Version 2 holds from now on" in page
    assert "The board decided." in page
    assert f"<dt>{long_day(day)}</dt><dd>Founders&#x27; Day, closed, unverified, Notice</dd>" in page
    assert 'hx-trigger="every 2s"' in page
    recompute_run(run=run, now=timezone.now())
    moved.refresh_from_db()
    assert moved.due_at > old
    page = text_of(client.get(RUNS))
    assert "every 2s" not in page
    assert "moved" in page
    assert AuditEvent.objects.filter(verb="calendars.version.published", by=supervisor).count() == 1


def test_progress_is_shown_while_a_run_is_at_it(client, shipped, supervisor):
    version = CalendarVersion.objects.get(calendar__code=CODE)
    RecomputeRun.objects.create(
        version=version, started_by=supervisor, started_at=timezone.now(), state=RecomputeState.RUNNING,
        total=5000, done=1250, moved=17,
    )  # fmt: skip
    page = text_of(client.get(RUNS))
    assert 'max="5000" value="1250"' in page
    assert "every 2s" in page


def test_the_form_shows_what_holds_and_unchanged_it_is_refused(client):
    response = client.get(CHANGE)
    data = fields_of(response)
    assert data["monday"] == "08:00-17:00"
    assert data["entered_yearly"] == "Christmas: 2"
    before = footprint()
    refused = client.post(CHANGE, data)
    assert refused.status_code == 422
    assert "Nothing would change" in text_of(refused)
    assert written(before) == []


def row_of(data, day):
    """The prefix of the form row of a day."""
    name = next(name for name, value in data.items() if name.endswith("-day") and value == day)
    return name.removesuffix("-day")


def day_of(name):
    """This year's day of a holiday."""
    return Holiday.objects.get(version__calendar__code=CODE, day__year=YEAR, name=name).day.isoformat()


def test_the_whole_form_changes_week_and_holidays(client, shipped):
    data = fields_of(client.get(CHANGE))
    labor, veterans, thanks = (day_of(name) for name in ("Labor Day", "Veterans Day", "Thanksgiving Day"))
    new = max(int(name.split("-")[1]) for name in data if name.endswith("-day")) + 1
    data |= {
        "friday": "8-12, 13-16:30",
        "saturday": "closed",
        f"{row_of(data, labor)}-DELETE": "on",
        f"{row_of(data, thanks)}-hours": "08:00-12:00",
        f"holidays-{new}-day": f"{YEAR}-12-30",
        f"holidays-{new}-name": "Stocktaking",
    }
    del data[f"{row_of(data, veterans)}-open_anyway"], data[f"{row_of(data, thanks)}-verified"]
    preview = client.post(CHANGE, data)
    assert preview.status_code == 200, preview.context["form"].errors
    changes = {what: new for what, _, new in preview.context["changes"]}
    assert changes["Friday"] == "08:00-12:00 and 13:00-16:30"
    told = {day: changes[long_day(date.fromisoformat(day))] for day in (labor, thanks, veterans, f"{YEAR}-12-30")}
    assert told[labor] == ""
    assert told[thanks].startswith("Thanksgiving Day, open 08:00-12:00, unverified")
    assert told[f"{YEAR}-12-30"] == "Stocktaking, closed, unverified"
    assert told[veterans].startswith("Veterans Day, closed")
    assert len(changes) == 5
    client.post(PUBLISH, draft_of(preview) | {"note": "As decided"})
    _, calendar = loading.current(CODE)
    assert calendar.closed_because(date.fromisoformat(veterans)) == "Veterans Day"
    assert calendar.is_open_on(date.fromisoformat(labor))


def test_earlier_years_stay_as_they_are(client, shipped):
    of_ercot = Holiday.objects.filter(version__calendar__code=CODE)
    early = list(of_ercot.filter(day__year__lt=YEAR - 1).values_list("day", "name"))
    response = client.get(CHANGE)
    assert len(response.context["rows"].initial_forms) + len(early) == of_ercot.count()
    data = fields_of(response) | {"monday": ""}
    client.post(PUBLISH, draft_of(client.post(CHANGE, data)) | {"note": "No Mondays"})
    after = of_ercot.filter(version__number=2, day__year__lt=YEAR - 1)
    assert list(after.values_list("day", "name")) == early != []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"monday": "17:00-08:00"}, "must open before it closes"),
        ({"monday": "whenever"}, "not an opening and a closing time"),
        ({"zone": "Mars/Olympus"}, "not one of the available choices"),
        ({"entered_yearly": "Christmas"}, "how many days"),
        ({"entered_yearly": "Christmas: 99"}, "Days entered yearly"),
        ({"holidays-0-day": "soon"}, "valid date"),
        ({"holidays-0-name": ""}, "required"),
        ({"holidays-0-hours": "noon"}, "not an opening and a closing time"),
        ({"holidays-0-day": f"{YEAR}-07-04"}, "is given twice"),
        ({"holidays-TOTAL_FORMS": "many"}, "ManagementForm data is missing"),
        ({"base": "7"}, "published version 1 meanwhile"),
        (dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday"), ""), "would never open"),
    ],
)
def test_what_cannot_be_meant_is_refused_beside_its_field(changes, words, client):
    data = fields_of(client.get(CHANGE)) | changes
    before = footprint()
    response = client.post(CHANGE, data)
    assert response.status_code == 422
    assert words in text_of(response)
    assert written(before) == []


def test_back_from_the_preview_the_form_holds_what_was_given(client):
    preview = client.post(ADD, EXTRA)
    again = client.post(CHANGE, draft_of(preview) | {"note": ""})
    assert again.status_code == 200
    data = fields_of(again)
    assert data[f"{row_of(data, EXTRA['day'])}-name"] == "Founders' Day"
    assert client.post(CHANGE, data).status_code == 200


def test_without_a_reason_nothing_is_published(client):
    preview = client.post(ADD, EXTRA)
    before = footprint()
    refused = client.post(PUBLISH, draft_of(preview) | {"note": " "})
    assert refused.status_code == 422
    assert "This field is required." in text_of(refused)
    assert "Founders&#x27; Day" in text_of(refused)
    assert written(before) == []


def test_whoever_comes_second_begins_again(client):
    first, second = client.post(ADD, EXTRA), client.post(ADD, EXTRA | {"day": f"{YEAR}-12-29"})
    client.post(PUBLISH, draft_of(first) | {"note": "First"})
    page = text_of(client.post(PUBLISH, draft_of(second) | {"note": "Second"}, follow=True))
    assert "Somebody published version 2 meanwhile" in page
    stale = client.post(ADD, EXTRA | {"day": f"{YEAR}-12-30"})
    assert stale.status_code == 422
    assert "published version 2 meanwhile" in text_of(stale)
    assert CalendarVersion.objects.filter(calendar__code=CODE).count() == 2


@pytest.mark.parametrize(
    "changes", [{"day": "2026-12-25"}, {"day": ""}, {"day": "9999-01-01"}, {"name": " "}, {"name": "x" * 121}]
)
def test_a_holiday_that_cannot_be_meant_is_refused(changes, client):
    before = footprint()
    assert client.post(ADD, EXTRA | changes).status_code == 422
    assert written(before) == []


@pytest.mark.parametrize(
    "draft", ["", "{", "[]", "[" * 5000, "null", '{"zone": ["UTC"], "week": [], "holidays": []}', "NaN"]
)
def test_a_draft_that_is_none_is_refused(draft, client):
    before = footprint()
    page = text_of(client.post(PUBLISH, {"draft": draft, "base": 1, "note": "Why"}, follow=True))
    assert "This draft cannot be read" in page
    assert client.post(CHANGE, {"draft": draft, "base": "x"}).status_code == 200
    assert written(before) == []


def test_a_hidden_draft_is_checked_like_any_other(client, shipped):
    draft = json.loads(draft_of(client.post(ADD, EXTRA))["draft"])
    draft["holidays"][0]["name"] = ""
    page = text_of(client.post(PUBLISH, {"draft": json.dumps(draft), "base": 1, "note": "Why"}, follow=True))
    assert "name the holiday" in page
    assert not RecomputeRun.objects.exists()


def test_pages_take_few_statements(client, following, django_assert_max_num_queries):
    for address, most in ((LIST, 10), (DETAIL, 12), (RUNS, 8), (CHANGE, 9)):
        client.get(address)
        with django_assert_max_num_queries(most):
            client.get(address)


def test_a_preview_costs_the_same_for_2_clocks_and_for_12(
    client, following, lantern, manager, django_assert_max_num_queries
):
    now = timezone.now()
    last = following[-1].due_at.astimezone(UTC).date()
    client.post(ADD, EXTRA | {"day": last.isoformat()})
    for number in range(10):
        title = f"More {number}"
        add_follow_up(participant=lantern.participant, by=manager, now=now, title=title, in_days=10)
    with django_assert_max_num_queries(20):
        preview = client.post(ADD, EXTRA | {"day": last.isoformat()})
    assert preview.context["moves"].moved == 11


def test_now_is_told_in_the_calendars_own_zone(client):
    shown = client.get(DETAIL).context["shown"]
    assert shown.today == datetime.now(UTC).astimezone(shown.calendar.zone).date()
