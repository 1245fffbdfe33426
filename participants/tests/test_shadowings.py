"""Reading along: sight of a restricted participant's own pages, each recorded, nothing written, ended at once."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actions.mentorings import end_mentoring, start_mentoring
from accounts.actions.shadowings import comment_shadowing, end_shadowing, note_shadowing
from accounts.actions.staff import deactivate, reactivate
from accounts.models import Mentoring, Shadowing, User
from issues.tests.factories import IssueFactory
from participants.actions.shadowings import arrange_shadowing
from participants.models import Participant
from participants.reading_along import ONLY_READS
from participants.timeline import events_of
from portal.audit.models import AuditEvent
from portal.lifecycle.refusals import NotPermitted, Refused
from portal.scoping import wall
from portal.scoping.today import market_day

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]


@pytest.fixture
def pair(manager: User, senior: User, supervisor: User) -> Mentoring:
    today = market_day(timezone.now())
    return start_mentoring(
        mentor=senior, colleague=manager, by=supervisor, now=timezone.now(), starts_on=today - timedelta(days=30)
    )


def arranged(company: Participant, person: User, by: User, **more: Any) -> Shadowing:
    now = timezone.now()
    today = market_day(now)
    given = {"purpose": "See a quarterly review", "starts_on": today, "ends_on": today + timedelta(days=9)} | more
    return arrange_shadowing(participant=company, person=person, by=by, now=now, **given)


def test_whoever_shadows_a_restricted_participant_reads_its_pages_and_writes_nothing(
    pair: Mentoring,
    restricted: SimpleNamespace,
    manager: User,
    senior: User,
    supervisor: User,
    colleague: User,
    signed_in: SignedIn,
) -> None:
    company = restricted.participant
    issue = IssueFactory(participant=company, owner=senior, title="Storage contract")
    shadowing = arranged(company, manager, supervisor, opens_restricted=True)
    assert (shadowing.host, shadowing.mentoring) == (senior, pair)
    client = signed_in(manager)
    page = client.get(company.get_absolute_url())
    assert page.status_code == 200
    assert "You read along and change nothing." in page.content.decode()
    assert client.get(issue.get_absolute_url()).status_code == 200
    assert client.get(f"/api/v1/issues/{issue.ref}/").status_code == 200
    reads = [
        event.changes["page"][1] for event in AuditEvent.objects.filter(verb="accounts.shadowing.read").order_by("id")
    ]
    expected = f"Participant {company.ref}, participant-detail"
    assert (reads[0], len(reads)) == (expected, 3)
    assert reads[1].startswith(f"Issue {issue.ref}")
    assert (
        expected
        in signed_in(supervisor).get(reverse("participants:shadowing-detail", args=[shadowing.ref])).content.decode()
    )
    assert not events_of(colleague, [company.pk]).filter(object_type="accounts.shadowing").exists()

    before = AuditEvent.objects.count()
    answer = client.post(reverse("issues:issue-answer", args=[issue.ref]), {"text": "I know that."})
    assert answer.status_code == 403
    assert ONLY_READS in answer.content.decode().replace("&#x27;", "'")
    said = client.post(f"/api/v1/issues/{issue.ref}/comments/", {"text": "So do I."}, content_type="application/json")
    assert (said.status_code, said.json()["detail"]) == (403, ONLY_READS)
    assert (AuditEvent.objects.count(), issue.comments.count()) == (before, 0)
    assert issue.title not in client.get(reverse("issues:issue-list") + "?view=all").content.decode()
    assert not Participant.objects.visible_to(User.objects.get(pk=manager.pk)).filter(pk=company.pk).exists()

    end_shadowing(shadowing=shadowing, by=manager, now=timezone.now(), reason="Seen enough")
    assert client.get(issue.get_absolute_url()).status_code == 404


def test_sight_ends_with_the_mentoring_and_with_either_account(
    pair: Mentoring, restricted: SimpleNamespace, manager: User, supervisor: User, signed_in: SignedIn
) -> None:
    company, now = restricted.participant, timezone.now()
    client, address = signed_in(manager), company.get_absolute_url() + "timeline/"
    arranged(company, manager, supervisor, opens_restricted=True)
    assert client.get(address).status_code == 200
    end_mentoring(mentoring=pair, by=supervisor, now=now, ends_on=market_day(now) - timedelta(days=1))
    assert client.get(address).status_code == 404
    assert Shadowing.objects.get().ended_because == "The mentoring ended."
    alone = arranged(company, manager, supervisor, opens_restricted=True)
    assert (alone.host, alone.mentoring) == (supervisor, None)
    assert client.get(address).status_code == 200
    deactivate(person=manager, by=supervisor, now=now, reason="On leave")
    reactivate(person=manager, by=supervisor, now=now)
    client = signed_in(User.objects.get(pk=manager.pk))
    assert client.get(address).status_code == 404, "an account that is opened again begins without"


def test_of_an_open_participant_it_is_a_record(
    pair: Mentoring, mesa: SimpleNamespace, manager: User, senior: User, colleague: User, member: User, now: datetime
) -> None:
    with pytest.raises(NotPermitted, match="mentor and supervisors"):
        arranged(mesa.participant, senior, colleague)
    with pytest.raises(NotPermitted, match="Only a supervisor"):
        arranged(mesa.participant, manager, senior, opens_restricted=True)
    long_ago = {"starts_on": date(2020, 1, 1), "ends_on": date(2020, 1, 9)}
    for wrong in (long_ago, {"ends_on": market_day(timezone.now()) + timedelta(days=200)}, {"purpose": " "}):
        with pytest.raises(Refused):
            arranged(mesa.participant, manager, senior, **wrong)
    shadowing = arranged(mesa.participant, manager, senior)
    with pytest.raises(Refused, match="already"):
        arranged(mesa.participant, manager, senior)
    with pytest.raises(NotPermitted):
        note_shadowing(shadowing=shadowing, by=senior, now=now, text="Mine")
    note_shadowing(shadowing=shadowing, by=manager, now=now, text="The plan comes first.")
    note = shadowing.notes.get()
    with pytest.raises(NotPermitted):
        comment_shadowing(shadowing=shadowing, note=note, by=manager, now=now, text="I agree with myself")
    comment_shadowing(shadowing=shadowing, note=note, by=senior, now=now, text="Well seen.")
    assert shadowing.notes.get().commented_by == senior
    assert not Shadowing.objects.visible_to(colleague).exists()
    with wall.inside(member.acting_for):
        assert not Shadowing.objects.visible_to(member).exists()
