"""Breaking the glass: for some hours, with a reason, where it is needed."""

from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from accounts.models import User
from participants.actions.glass_breaks import break_glass
from participants.models import GlassBreak, Participant
from participants.tests.actions.recorded import nothing_recorded, recorded
from portal.audit.models import AuditEvent
from portal.lifecycle.refusals import NotPermitted, Refused

pytestmark = pytest.mark.django_db

REASON = "The assigned manager is away and the outage affects this unit."


def seen_by(person: User, participant: Participant) -> bool:
    return Participant.objects.visible_to(person).filter(pk=participant.pk).exists()


def test_the_glass_opens_for_some_hours(
    restricted: SimpleNamespace, manager: User, colleague: User, supervisor: User, settings
) -> None:
    settings.BREAK_GLASS_HOURS = 2
    now = timezone.now()
    glass_break = break_glass(participant=restricted.participant, by=manager, now=now, reason=REASON)
    assert glass_break.expires_at == now + timedelta(hours=2)
    assert seen_by(manager, restricted.participant)
    assert not seen_by(colleague, restricted.participant)
    event = recorded("glass.broken")
    assert (event.by, event.reason, event.participant_id) == (manager, REASON, restricted.participant.pk)
    assert AuditEvent.objects.visible_to(supervisor).filter(pk=event.pk).exists()
    with pytest.raises(NotPermitted, match="already open"):
        break_glass(participant=restricted.participant, by=manager, now=now, reason=REASON)


def test_it_closes_by_itself_and_may_be_broken_again(restricted: SimpleNamespace, manager: User) -> None:
    yesterday = timezone.now() - timedelta(days=1)
    break_glass(participant=restricted.participant, by=manager, now=yesterday, reason=REASON)
    assert not seen_by(manager, restricted.participant)
    break_glass(participant=restricted.participant, by=manager, now=timezone.now(), reason=REASON)
    assert seen_by(manager, restricted.participant)


@pytest.mark.parametrize("reason", ["", "because", "   short   "])
def test_a_reason_says_something(restricted: SimpleNamespace, manager: User, now: datetime, reason: str) -> None:
    with pytest.raises(Refused, match="at least 10 characters"):
        break_glass(participant=restricted.participant, by=manager, now=now, reason=reason)
    assert not GlassBreak.objects.exists()


@pytest.mark.parametrize("who", ["outsider", "org_admin", "senior", "supervisor", "specialist", "auditor"])
def test_others_break_nothing(
    request: pytest.FixtureRequest, restricted: SimpleNamespace, now: datetime, who: str
) -> None:
    with pytest.raises(NotPermitted):
        break_glass(participant=restricted.participant, by=request.getfixturevalue(who), now=now, reason=REASON)
    assert not GlassBreak.objects.exists()
    assert nothing_recorded()


def test_there_is_no_glass_around_an_open_participant(lantern: SimpleNamespace, colleague: User, now: datetime) -> None:
    with pytest.raises(NotPermitted, match="not restricted"):
        break_glass(participant=lantern.participant, by=colleague, now=now, reason=REASON)
