"""The pages of training needs: what each shows, whom it offers which move, and how many statements it takes."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.tests.factories import StaffFactory
from participants.tests.factories import ParticipantFactory
from training.actions.need_steps import schedule_need
from training.models import TrainingNeed
from training.need_pages import offers
from training.tests.actions.needing import DAY, ready
from training.tests.factories import CourseFactory, NeedEvidenceFactory, NeedFactory, SessionFactory

pytestmark = pytest.mark.django_db


def page(client: Any, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def labels(user: User, need: TrainingNeed) -> list[str]:
    return [offer.label for offer in offers(user, need)]


def test_the_board_shows_needs_by_state_and_finds_them_by_words(
    signed_in: Any, manager: User, lantern: SimpleNamespace
) -> None:
    NeedFactory(title="Switch holds", participant=lantern.participant, case_count=3, participant_count=1)
    NeedFactory(title="Outages", case_count=10, participant_count=7)
    client = signed_in(manager)
    board = page(client, reverse("training:need-list"))
    assert "Switch holds" in board
    assert "10 cases of 7 participants" in board
    found = page(client, reverse("training:need-list") + "?q=outag")
    assert "Switch holds" not in found
    assert "Outages" in found
    mine = page(client, reverse("training:need-list") + "?whose=me")
    assert "Switch holds" in mine
    assert "Outages" not in mine
    assert "Outages" in page(client, reverse("training:need-column", args=["suggested"]) + "?whose=market")
    assert client.get(reverse("training:need-column", args=["nowhere"])).status_code == 404


def test_cases_of_a_market_wide_need_are_listed_only_as_far_as_one_may_see_whose_they_are(
    signed_in: Any, manager: User, lantern: SimpleNamespace, restricted: SimpleNamespace
) -> None:
    need = NeedFactory(case_count=2, participant_count=2)
    NeedEvidenceFactory(need=need, participant=lantern.participant)
    NeedEvidenceFactory(need=need, participant=restricted.participant, reference="SECRET-1")
    text = page(signed_in(manager), need.get_absolute_url())
    assert "Prairie Lantern Energy" in text
    assert "2 cases of 2 participants" in text
    assert "1 more case" in text
    assert "Quiet Harbor" not in text
    assert "SECRET-1" not in text


def test_each_sees_the_moves_that_are_the_own(
    manager: User, senior: User, supervisor: User, coordinator: User, auditor: User, now: datetime
) -> None:
    need = NeedFactory()
    assert labels(senior, need) == ["Dismiss", "Accept"]
    assert labels(manager, need) == labels(auditor, need) == []
    need = ready(need, designer=senior, reviewer=supervisor, now=now)
    assert labels(coordinator, need) == ["Dismiss", "Schedule"]
    assert labels(senior, need) == ["Dismiss"]
    need = schedule_need(
        need=need, session=SessionFactory(starts_at=now + DAY, ends_at=now + 2 * DAY), by=coordinator, now=now
    )
    assert labels(coordinator, need) == ["Add a session"]


def test_the_whole_way_by_the_forms(signed_in: Any, manager: User, senior: User, coordinator: User) -> None:
    course = CourseFactory(code="MTK")
    begins = timezone.now() + timedelta(days=10)
    session = SessionFactory(course=course, starts_at=begins, ends_at=begins + timedelta(hours=4))
    SessionFactory(starts_at=begins, ends_at=begins + timedelta(hours=4))
    proposal = {"title": "Inadvertent gains", "problem": "Switches are sent twice.", "course": "MTK"}
    assert signed_in(manager).post(reverse("training:need-propose"), proposal).status_code == 302
    need = TrainingNeed.objects.get()

    def send(person: User, verb: str, **data: Any) -> None:
        response = signed_in(person).post(reverse(f"training:need-{verb}", args=[need.ref]), data)
        assert response.status_code == 302, response.content.decode()

    send(senior, "accept", course="MTK", baseline_count=9, baseline_note="Calls")
    send(senior, "outline", outline="1. Why\n2. How", course="MTK")
    send(senior, "send", reviewer=coordinator.ref)
    assert signed_in(senior).post(reverse("training:need-approve", args=[need.ref])).status_code == 403
    send(coordinator, "return", reason="Add an exercise.")
    assert "Add an exercise." in page(signed_in(senior), need.get_absolute_url())
    send(senior, "outline", outline="1. Why\n2. How\n3. Exercise", course="MTK")
    send(senior, "send")
    send(coordinator, "approve")
    form = page(signed_in(coordinator), reverse("training:need-schedule", args=[need.ref]))
    assert form.count("<option") == 2, "sessions of the proposed course only"
    send(coordinator, "schedule", session=session.ref)
    need.refresh_from_db()
    assert need.state == "scheduled"
    need.apply(state="measuring", held_at=begins, measure_at=begins + timedelta(days=90))
    refused = signed_in(senior).post(reverse("training:need-close", args=[need.ref]), {"effect_note": "Better."})
    assert refused.status_code == 422
    send(senior, "close", effect_note="Far fewer calls.", effect_count=3)
    closed = page(signed_in(manager), need.get_absolute_url())
    assert "9 before, 3 after: 67 % fewer" in closed
    assert "Far fewer calls." in closed


def test_a_proposal_for_a_participant_is_offered_to_who_looks_after_it(
    signed_in: Any, manager: User, colleague: User, org_admin: User, lantern: SimpleNamespace
) -> None:
    url = reverse("training:need-propose-for", args=[lantern.participant.ref])
    assert signed_in(org_admin).get(url).status_code == 404
    assert signed_in(colleague).get(url).status_code == 403
    assert signed_in(manager).post(url, {"title": "Metering", "problem": "Wrong files"}).status_code == 302
    assert TrainingNeed.objects.get().participant == lantern.participant


def statements(client: Any, url: str) -> list[str]:
    assert client.get(url).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return [query["sql"] for query in captured.captured_queries]


def more(count: int, need: TrainingNeed, person: User) -> None:
    for state in ("suggested", "dismissed"):
        for _ in range(count):
            ended = {"reason": "no", "quiet_until": timezone.now(), "ended_at": timezone.now()}
            NeedFactory(
                participant=ParticipantFactory(), course=CourseFactory(), designer=StaffFactory(), state=state,
                proposed_by=person, **(ended if state == "dismissed" else {}),
            )  # fmt: skip
    for _ in range(count):
        NeedEvidenceFactory(need=need)
    need.apply(case_count=need.evidence.count())


@pytest.mark.parametrize("budget", [("need-list", 7), ("need-column", 7), ("need-detail", 12)], ids=lambda one: one[0])
def test_pages_cost_the_same_for_2_rows_and_for_20(
    signed_in: Any, manager: User, senior: User, budget: tuple[str, int]
) -> None:
    name, most = budget
    need = NeedFactory()
    args = {"need-list": [], "need-column": ["suggested"], "need-detail": [need.ref]}[name]
    client, url = signed_in(senior), reverse(f"training:{name}", args=args)
    more(2, need, manager)
    few = statements(client, url)
    assert len(few) <= most, "\n".join(few)
    more(18, need, manager)
    many = statements(client, url)
    assert len(many) == len(few), "\n".join(many)
