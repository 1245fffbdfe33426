"""Reports: each in four forms with the same numbers, for whom they are, by schedule, and as published figures."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from accounts.actions.market_figures import publish_figures
from accounts.actions.report_rules import load_report_rules
from accounts.actions.report_runs import KEPT, drop_expired, prepare_waiting
from accounts.actions.report_schedules import resume_schedule, schedule_report, start_due
from accounts.choices import Role
from accounts.models import MarketFigures, ReportRun, ReportSchedule, User
from accounts.report_choices import RunState
from issues.choices import Area
from issues.tests.factories import IssueFactory
from participants.tests.factories import ParticipantFactory
from portal.audit.models import AuditEvent
from portal.calendars.actions.catalog import load_calendars
from portal.lifecycle.refusals import Refused
from portal.outbox.models import Notification
from portal.reporting import registry
from portal.scoping.today import market_day

pytestmark = pytest.mark.django_db

REPORTS = ("monthly-service", "participant", "obligations", "disputes", "departments", "training")


@pytest.fixture
def issues(lantern: SimpleNamespace, mesa: SimpleNamespace) -> SimpleNamespace:
    load_report_rules(now=timezone.now())
    load_calendars(now=timezone.now())
    at = datetime(2026, 10, 14, 15, tzinfo=UTC)
    for one, count in ((lantern, 2), (mesa, 3)):
        for _ in range(count):
            IssueFactory(participant=one.participant, area=Area.RETAIL, title="=HYPERLINK(1)", opened_at=at)
    return SimpleNamespace(lantern=lantern, mesa=mesa)


def _url(key: str, query: str = "") -> str:
    return reverse("accounts:report-detail", args=[key]) + query


def _opened(client: Client, form: str) -> Any:
    """The number of issues opened as one form tells it."""
    answer = client.post(_url("monthly-service"), {"period": "2026-10", "do": form})
    assert answer.status_code == 200, form
    assert answer["Cache-Control"] == "private, no-store"
    return answer.content


def test_page_csv_xlsx_and_pdf_tell_the_same_of_what_one_may_see(
    issues: SimpleNamespace, signed_in: Any, manager: User, supervisor: User, django_assert_max_num_queries: Any
) -> None:
    for person, count in ((manager, 2), (supervisor, 5)):
        client = signed_in(person)
        with django_assert_max_num_queries(40):
            page = client.get(_url("monthly-service", "?period=2026-10"))
        first = page.context["content"].tables[0].rows[0]
        assert first[:2] == ("Issues opened", count)
        assert f"Issues opened,{count},0" in _opened(client, "csv").decode()
        book = CalamineWorkbook.from_filelike(BytesIO(_opened(client, "xlsx")))
        assert book.get_sheet_by_name("In figures").to_python()[1][1] == count
        assert _opened(client, "pdf").startswith(b"%PDF")
    said = AuditEvent.objects.filter(verb="accounts.report.exported").latest("pk")
    assert said.changes["format"] == ["", "pdf"]
    assert int(said.changes["rows"][1]) == page.context["content"].row_count
    own = {"period": "2026", "participant": issues.lantern.participant.ref, "do": "csv"}
    told = client.post(_url("participant"), own).content.decode()
    assert "'=HYPERLINK(1)" in told
    assert ",=HYPERLINK" not in told


def test_each_report_is_for_those_whom_it_names(
    issues: SimpleNamespace, signed_in: Any, supervisor: User, manager: User, specialist: User, coordinator: User,
    auditor: User, member: User,
) -> None:  # fmt: skip
    seen = {
        supervisor: set(REPORTS),
        auditor: set(REPORTS),
        manager: {"monthly-service", "participant", "obligations", "disputes"},
        specialist: {"departments"},
        coordinator: {"departments", "training"},
    }
    company = issues.lantern.participant.ref
    for person, keys in seen.items():
        client = signed_in(person)
        offered = client.get(reverse("accounts:report-list")).context["reports"]
        assert {one.key for one in offered} == keys, person.role
        for key in REPORTS:
            answer = client.get(_url(key, f"?period=2026-Q4&participant={company if key == 'participant' else ''}"))
            assert answer.status_code == (200 if key in keys else 403), (person.role, key)
    client = signed_in(manager)
    foreign = client.get(_url("participant", f"?participant={issues.mesa.participant.ref}"))
    assert foreign.status_code == 422
    assert "not one of the available choices" in foreign.content.decode()
    assert client.get(_url("participant")).context["missing"]
    assert "before the first" in client.get(_url("obligations", "?from=2026-10-02&to=2026-10-01")).content.decode()
    assert client.get(_url("nothing")).status_code == 404
    assert signed_in(member).get(_url("monthly-service")).status_code == 404


def _scheduled(supervisor: User, people: list[User], now: datetime) -> ReportSchedule:
    report = registry.get("monthly-service")
    asked = report.read(supervisor, {}, market_day(now))
    return schedule_report(report=report, asked=asked, rhythm="monthly", recipients=people, by=supervisor, now=now)


def test_a_schedule_draws_for_each_what_that_person_may_see_once(
    issues: SimpleNamespace, signed_in: Any, supervisor: User, manager: User, colleague: User, specialist: User
) -> None:
    now = datetime(2026, 10, 20, 15, tzinfo=UTC)
    with pytest.raises(Refused, match="active colleagues"):
        colleague.is_active = False
        _scheduled(supervisor, [colleague], now)
    with pytest.raises(Refused, match=f"{specialist.name} may not see this report"):
        _scheduled(supervisor, [supervisor, specialist], now)
    schedule = _scheduled(supervisor, [supervisor, manager], now)
    schedule.recipients.add(specialist)  # who had the right when it was made
    assert schedule.next_on == date(2026, 11, 2)
    assert start_due(now=now + timedelta(days=5)) == 0
    day = schedule.next_at
    assert start_due(now=day) == 3
    assert start_due(now=day) == 0, "a second beat begins nothing"
    assert prepare_waiting(now=day) == 3
    assert prepare_waiting(now=day) == 0
    runs = {run.person_id: run for run in schedule.runs.all()}
    assert {run.period for run in runs.values()} == {"2026-10"}
    opened = {key: run.content and run.content["tables"][0]["rows"][0][1] for key, run in runs.items()}
    assert opened == {supervisor.pk: 5, manager.pk: 2, specialist.pk: None}
    assert runs[specialist.pk].state == RunState.REFUSED
    ready = Notification.objects.filter(kind="accounts.reportrun.ready")
    assert set(ready.values_list("recipient", flat=True)) == {supervisor.pk, manager.pk}
    told = Notification.objects.get(kind="accounts.reportschedule.not_drawn")
    assert told.recipient == supervisor
    schedule.refresh_from_db()
    assert schedule.next_on == date(2026, 12, 1)
    run = runs[manager.pk]
    client, url = signed_in(manager), run.get_absolute_url()
    assert signed_in(supervisor).get(url).status_code == 404
    with patch.object(timezone, "now", return_value=day):
        assert b"Issues opened,2,0" in client.post(url, {"do": "csv"}).content
    User.objects.filter(pk=manager.pk).update(role=Role.TRAINING_COORDINATOR, level="")
    assert "Issues opened" not in client.get(url).content.decode(), "who lost the right reads nothing stored either"
    assert drop_expired(now=day + KEPT) == 2
    assert not ReportRun.objects.exclude(content=None).exists()


def test_a_pause_skips_and_what_fails_is_tried_again_then_told(supervisor: User, signed_in: Any) -> None:
    now = datetime(2026, 10, 20, 15, tzinfo=UTC)
    schedule = _scheduled(supervisor, [supervisor], now)
    client = signed_in(supervisor)
    client.post(schedule.get_absolute_url(), {"step": "pause"})
    schedule.refresh_from_db()
    assert schedule.paused_at is not None
    assert start_due(now=schedule.next_at) == 0
    schedule = resume_schedule(schedule=schedule, by=supervisor, now=datetime(2026, 11, 10, tzinfo=UTC))
    assert schedule.next_on == date(2026, 12, 1)
    day = schedule.next_at
    start_due(now=day)
    with patch("accounts.actions.report_runs.content_of", side_effect=RuntimeError("broken")):
        for number in range(3):
            assert prepare_waiting(now=day + timedelta(hours=number)) == 1
            assert prepare_waiting(now=day + timedelta(hours=number)) == 0
    run = ReportRun.objects.get()
    assert (run.state, run.attempts) == (RunState.FAILED, 3)
    assert Notification.objects.get(kind="accounts.reportschedule.not_drawn").recipient == supervisor
    page = client.get(schedule.get_absolute_url()).content.decode()
    assert "It could not be counted" in page
    client.post(schedule.get_absolute_url(), {"step": "end"})
    assert ReportSchedule.objects.get().ended_at is not None


def test_a_published_month_tells_no_small_number_and_never_changes(
    issues: SimpleNamespace, signed_in: Any, supervisor: User, member: User
) -> None:
    at, now = datetime(2026, 10, 14, 15, tzinfo=UTC), datetime(2026, 11, 5, tzinfo=UTC)
    with pytest.raises(Refused, match="companies"):
        publish_figures(month=date(2026, 10, 1), by=supervisor, now=now)
    with pytest.raises(Refused, match="is over"):
        publish_figures(month=date(2026, 11, 1), by=supervisor, now=now)
    for _ in range(8):
        company = ParticipantFactory()
        for area in (Area.RETAIL, Area.POWER):
            IssueFactory(participant=company, area=area, opened_at=at)
    IssueFactory(participant=issues.lantern.participant, area=Area.SETTLEMENT, opened_at=at)
    figures = publish_figures(month=date(2026, 10, 1), by=supervisor, now=now)
    cells = dict(zip(figures.content["columns"], figures.content["rows"][-1]["cells"], strict=True))
    assert cells["All"] == 22
    assert cells["Financial settlement"] is None
    assert sum(cells[name] is None for name in cells) >= 2
    with pytest.raises(Refused, match="already"):
        publish_figures(month=date(2026, 10, 1), by=supervisor, now=now)
    client, url = signed_in(member), reverse("my-market-figures")
    page = client.get(url)
    assert page.context["figures"] == figures
    assert "October 2026" in page.content.decode()
    desk = signed_in(supervisor)
    sent = {"figures": figures.ref, "reason": "counted wrongly"}
    assert desk.post(reverse("accounts:market-figures"), sent).status_code == 302
    assert client.get(url).context["figures"] is None
    assert MarketFigures.objects.get().withdrawn_at is not None
    with pytest.raises(Refused, match="already"):
        publish_figures(month=date(2026, 10, 1), by=supervisor, now=now)


def test_the_api_prepares_reads_and_schedules_for_whom_the_report_is(
    issues: SimpleNamespace, signed_in: Any, supervisor: User, manager: User, colleague: User, specialist: User
) -> None:
    client, runs, schedules = signed_in(manager), "/api/v1/report-runs/", "/api/v1/report-schedules/"

    def posted(address: str, **body: Any) -> Any:
        return client.post(address, body, content_type="application/json")

    assert "There are: " in posted(runs, report="nothing").json()["detail"]
    assert posted(runs, report="departments").status_code == 403
    wrong = posted(runs, report="monthly-service", parameters={"shape": "round"})
    assert "not narrowed to “shape”" in wrong.json()["detail"]
    foreign = posted(runs, report="participant", parameters={"participant": issues.mesa.participant.ref})
    assert "not one of the available choices" in foreign.json()["detail"]
    made = posted(runs, report="monthly-service", period="2026-10")
    assert (made.status_code, made.json()["state"]) == (201, "waiting")
    address = f"{runs}{made.json()['ref']}/"
    assert client.get(f"{address}content/").json()["detail"] == "It is being prepared."
    page = client.get(f"/reports/runs/{made.json()['ref']}/").content.decode()
    assert 'hx-trigger="every 3s"' in page, "a page that waits asks again by itself"
    prepare_waiting(now=timezone.now())
    assert client.get(address).json()["state"] == "ready"
    told = client.get(f"{address}content/").json()
    assert told["content"]["tables"][0]["rows"][0][:2] == ["Issues opened", 2]
    assert "every 3s" not in client.get(f"/reports/runs/{made.json()['ref']}/").content.decode()
    assert signed_in(supervisor).get(address).status_code == 404

    asked = {"report": "monthly-service", "rhythm": "weekly", "recipients": [manager.ref, specialist.ref]}
    assert "may not see this report" in posted(schedules, **asked).json()["detail"]
    row = posted(schedules, **(asked | {"recipients": [manager.ref]})).json()
    assert (row["recipients"], row["owner"], row["rhythm"]) == ([manager.ref], manager.ref, "weekly")
    assert posted(f"{schedules}{row['ref']}/pause/").json()["paused_at"]
    assert signed_in(colleague).get(f"{schedules}{row['ref']}/").status_code == 404
    User.objects.filter(pk=manager.pk).update(role=Role.TRAINING_COORDINATOR, level="")
    assert client.get(f"{address}content/").status_code == 403, "who lost the right reads nothing stored either"
