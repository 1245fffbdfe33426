from datetime import datetime, timedelta

import pytest

from accounts.models import User
from portal.outbox import digests, housekeeping, kinds, posting
from portal.outbox.choices import IN_TROUBLE, MessageState
from portal.outbox.models import Notification, OutboundMessage
from portal.outbox.tasks import clear_old
from portal.outbox.tests.mails import LONG_AGO, mail

pytestmark = pytest.mark.django_db


def test_old_mail_goes_and_what_still_matters_stays(manager: User, now: datetime) -> None:
    for number, state in enumerate(MessageState.values):
        posting.post("t.news", to=[manager], about=None, dedupe=state, now=now)
        changes = {"sent_at": now} if state == "sent" else {"lease_until": now} if state == "sending" else {}
        OutboundMessage.objects.filter(dedupe_key__startswith=f"{state}:").update(state=state, **changes)
        Notification.objects.filter(dedupe_key=state).update(read_at=now if number % 2 else None)
    assert housekeeping.clear_old(now=now + timedelta(days=399)) == 0
    housekeeping.clear_old(now=now + timedelta(days=401))
    kept = set(OutboundMessage.objects.values_list("state", flat=True))
    assert kept == {MessageState.QUEUED, MessageState.SENDING, MessageState.FAILED, MessageState.DIGEST}
    assert not Notification.objects.exclude(read_at=None).exists()
    assert Notification.objects.exists()


def test_a_digest_stays_as_long_as_what_it_tells(manager: User, now: datetime) -> None:
    posting.post("t.daily", to=[manager], about=None, dedupe="a", now=now)
    digests.gather(now=now + timedelta(days=1))
    OutboundMessage.objects.filter(kind="outbox.digest").update(state=MessageState.DROPPED)
    late = now + timedelta(days=400, hours=12)
    assert housekeeping.clear_old(now=late) == 1
    assert OutboundMessage.objects.get().kind == "outbox.digest"
    assert housekeeping.clear_old(now=late + timedelta(days=1)) == 1


def test_what_somebody_still_has_to_see_to_stays(now: datetime) -> None:
    """Held back from an address in trouble, and what a digest that failed has to tell once it is sent again."""
    digest = mail(kind=kinds.DIGEST, state=MessageState.FAILED)
    kept = [digest, mail(state=MessageState.DIGESTED, digest=digest)]
    kept.append(mail(state=MessageState.DROPPED, last_error=IN_TROUBLE))
    mail(state=MessageState.DROPPED, last_error="The person has no access any more.")
    OutboundMessage.objects.update(created_at=now - timedelta(days=500))
    assert housekeeping.clear_old(now=now) == 1
    assert set(OutboundMessage.objects.all()) == set(kept)


def test_one_run_clears_a_busy_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(housekeeping, "BATCH", 2)
    for _ in range(5):
        mail(state=MessageState.SENT)
    OutboundMessage.objects.update(created_at=LONG_AGO - timedelta(days=2000))
    assert clear_old() == 5
