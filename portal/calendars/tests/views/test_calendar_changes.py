"""Changing calendars in the browser: supervisors only, and only after a preview."""

import json
from datetime import UTC, date, timedelta

import pytest
from django.utils import timezone

from participants.actions.follow_ups import add_follow_up
from portal.audit.models import AuditEvent
from portal.calendars import loading
from portal.calendars.actions.recompute import recompute_run
from portal.calendars.models import CalendarVersion, Holiday, RecomputeRun
from portal.calendars.tests.views.pages import (
    ADD,
    CHANGE,
    CODE,
    DETAIL,
    EXTRA,
    PUBLISH,
    RUNS,
    YEAR,
    day_of,
    draft_of,
    fields_of,
    row_of,
    text_of,
)
from portal.tests.access.footprint import footprint, written
from portal.web.words import long_day

pytestmark = pytest.mark.django_db


def test_a_holiday_is_added_by_way_of_a_preview_that_writes_nothing(supervising, following, supervisor):
    moved = following[-1]
    day = moved.due_at.astimezone(loading.current(CODE)[1].zone).date()
    before = footprint()
    preview = supervising.post(ADD, EXTRA | {"day": day.isoformat()})
    assert preview.status_code == 200
    page = text_of(preview)
    assert "1 clock moves, 0 would become late.</strong> 2 clocks run by this calendar." in page
    assert "Founders&#x27; Day, closed, unverified, Notice" in page
    assert moved.label in page
    assert "/participants/" in page
    assert written(before) == []
    old = moved.due_at
    published = supervising.post(PUBLISH, draft_of(preview) | {"note": "The board decided."})
    assert published["Location"] == DETAIL
    run = RecomputeRun.objects.get()
    page = text_of(supervising.get(DETAIL))
    assert "Version 2 holds from now on" in page
    assert "The board decided." in page
    assert f"<dt>{long_day(day)}</dt><dd>Founders&#x27; Day, closed, unverified, Notice</dd>" in page
    assert 'hx-trigger="every 2s"' in page
    recompute_run(run=run, now=timezone.now())
    moved.refresh_from_db()
    assert moved.due_at > old
    page = text_of(supervising.get(RUNS))
    assert "every 2s" not in page
    assert "moved" in page
    assert AuditEvent.objects.filter(verb="calendars.version.published", by=supervisor).count() == 1


def test_the_form_shows_what_holds_and_unchanged_it_is_refused(supervising):
    response = supervising.get(CHANGE)
    data = fields_of(response)
    assert data["monday"] == "08:00-17:00"
    assert data["entered_yearly"] == "Christmas: 2"
    before = footprint()
    refused = supervising.post(CHANGE, data)
    assert refused.status_code == 422
    assert "Nothing would change" in text_of(refused)
    assert written(before) == []


def test_the_whole_form_changes_week_and_holidays(supervising, shipped):
    data = fields_of(supervising.get(CHANGE))
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
    preview = supervising.post(CHANGE, data)
    assert preview.status_code == 200, preview.context["form"].errors
    changes = {what: new for what, _, new in preview.context["changes"]}
    assert changes["Friday"] == "08:00-12:00 and 13:00-16:30"
    told = {day: changes[long_day(date.fromisoformat(day))] for day in (labor, thanks, veterans, f"{YEAR}-12-30")}
    assert told[labor] == ""
    assert told[thanks].startswith("Thanksgiving Day, open 08:00-12:00, unverified")
    assert told[f"{YEAR}-12-30"] == "Stocktaking, closed, unverified"
    assert told[veterans].startswith("Veterans Day, closed")
    assert len(changes) == 5
    supervising.post(PUBLISH, draft_of(preview) | {"note": "As decided"})
    _, calendar = loading.current(CODE)
    assert calendar.closed_because(date.fromisoformat(veterans)) == "Veterans Day"
    assert calendar.is_open_on(date.fromisoformat(labor))


def test_earlier_years_stay_as_they_are(supervising, shipped):
    of_ercot = Holiday.objects.filter(version__calendar__code=CODE)
    early = list(of_ercot.filter(day__year__lt=YEAR - 1).values_list("day", "name"))
    response = supervising.get(CHANGE)
    assert len(response.context["rows"].initial_forms) + len(early) == of_ercot.count()
    data = fields_of(response) | {"monday": ""}
    supervising.post(PUBLISH, draft_of(supervising.post(CHANGE, data)) | {"note": "No Mondays"})
    after = of_ercot.filter(version__number=2, day__year__lt=YEAR - 1)
    assert list(after.values_list("day", "name")) == early != []


def test_more_holidays_than_a_form_holds_stay_as_they_are(supervising, shipped):
    """Published through the API; a request has at most a thousand fields."""
    version = CalendarVersion.objects.get(calendar__code=CODE)
    first = date(YEAR + 6, 1, 1)
    days = [Holiday(version=version, day=first + timedelta(number), name="Free") for number in range(300)]
    Holiday.objects.bulk_create(days)
    response = supervising.get(CHANGE)
    assert "and so do those from" in text_of(response)
    preview = supervising.post(CHANGE, fields_of(response) | {"monday": ""})
    assert preview.status_code == 200
    assert [what for what, _, _ in preview.context["changes"]] == ["Monday"]
    again = supervising.post(CHANGE, draft_of(preview))
    preview = supervising.post(CHANGE, fields_of(again) | {"holidays-0-name": "Another name"})
    assert len(preview.context["changes"]) == 2
    supervising.post(PUBLISH, draft_of(preview) | {"note": "No Mondays"})
    assert Holiday.objects.filter(version__number=2, name="Free").count() == 300


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
def test_what_cannot_be_meant_is_refused_beside_its_field(changes, words, supervising):
    data = fields_of(supervising.get(CHANGE)) | changes
    before = footprint()
    response = supervising.post(CHANGE, data)
    assert response.status_code == 422
    assert words in text_of(response)
    assert written(before) == []


def test_back_from_the_preview_the_form_holds_what_was_given(supervising):
    preview = supervising.post(ADD, EXTRA)
    again = supervising.post(CHANGE, draft_of(preview) | {"note": ""})
    assert again.status_code == 200
    data = fields_of(again)
    assert data[f"{row_of(data, EXTRA['day'])}-name"] == "Founders' Day"
    assert supervising.post(CHANGE, data).status_code == 200


def test_without_a_reason_nothing_is_published(supervising):
    preview = supervising.post(ADD, EXTRA)
    before = footprint()
    refused = supervising.post(PUBLISH, draft_of(preview) | {"note": " "})
    assert refused.status_code == 422
    assert "This field is required." in text_of(refused)
    assert "Founders&#x27; Day" in text_of(refused)
    assert written(before) == []


def test_whoever_comes_second_begins_again(supervising):
    first, second = supervising.post(ADD, EXTRA), supervising.post(ADD, EXTRA | {"day": f"{YEAR}-12-29"})
    supervising.post(PUBLISH, draft_of(first) | {"note": "First"})
    page = text_of(supervising.post(PUBLISH, draft_of(second) | {"note": "Second"}, follow=True))
    assert "Somebody published version 2 meanwhile" in page
    stale = supervising.post(ADD, EXTRA | {"day": f"{YEAR}-12-30"})
    assert stale.status_code == 422
    assert "published version 2 meanwhile" in text_of(stale)
    assert CalendarVersion.objects.filter(calendar__code=CODE).count() == 2


@pytest.mark.parametrize(
    "changes", [{"day": "2026-12-25"}, {"day": ""}, {"day": "9999-01-01"}, {"name": " "}, {"name": "x" * 121}]
)
def test_a_holiday_that_cannot_be_meant_is_refused(changes, supervising):
    before = footprint()
    assert supervising.post(ADD, EXTRA | changes).status_code == 422
    assert written(before) == []


@pytest.mark.parametrize(
    "draft", ["", "{", "[]", "[" * 5000, "null", '{"zone": ["UTC"], "week": [], "holidays": []}', "NaN"]
)
def test_a_draft_that_is_none_is_refused(draft, supervising):
    before = footprint()
    page = text_of(supervising.post(PUBLISH, {"draft": draft, "base": 1, "note": "Why"}, follow=True))
    assert "This draft cannot be read" in page
    assert supervising.post(CHANGE, {"draft": draft, "base": "x"}).status_code == 200
    assert written(before) == []


def test_a_hidden_draft_is_checked_like_any_other(supervising, shipped):
    draft = json.loads(draft_of(supervising.post(ADD, EXTRA))["draft"])
    draft["holidays"][0]["name"] = ""
    page = text_of(supervising.post(PUBLISH, {"draft": json.dumps(draft), "base": 1, "note": "Why"}, follow=True))
    assert "name the holiday" in page
    assert not RecomputeRun.objects.exists()


def test_a_preview_costs_the_same_for_2_clocks_and_for_12(
    supervising, following, lantern, manager, django_assert_max_num_queries
):
    now = timezone.now()
    last = following[-1].due_at.astimezone(UTC).date()
    supervising.post(ADD, EXTRA | {"day": last.isoformat()})
    for number in range(10):
        title = f"More {number}"
        add_follow_up(participant=lantern.participant, by=manager, now=now, title=title, in_days=10)
    with django_assert_max_num_queries(20):
        preview = supervising.post(ADD, EXTRA | {"day": last.isoformat()})
    assert preview.context["moves"].moved == 11
