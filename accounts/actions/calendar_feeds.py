"""The address of one's calendar feed: made, made anew, ended, and found by its secret."""

import secrets
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q
from knox.crypto import hash_token

from accounts import permissions
from accounts.access import may_sign_in
from accounts.models import CalendarFeed, User
from portal.audit import trail
from portal.lifecycle.refusals import Refused

EXACT_TO: Final = timedelta(minutes=5)


@transaction.atomic
def make_feed(*, person: User, by: User, now: datetime) -> tuple[CalendarFeed, str]:
    """A feed with a new secret, which is shown once and stored nowhere; the former address ends."""
    User.objects.lock(person.pk)
    permissions.can_change_profile(by, person).enforce()
    secret = secrets.token_urlsafe(32)
    made = {"digest": hash_token(secret)[:64], "made_at": now, "read_at": None}
    feed, _new = CalendarFeed.objects.update_or_create(person=person, defaults=made)
    trail.record("accounts.feed.made", of=feed, by=by, at=now)
    return feed, secret


@transaction.atomic
def end_feed(*, person: User, by: User, now: datetime) -> None:
    """The address works no more."""
    permissions.can_change_profile(by, person).enforce()
    feed = CalendarFeed.objects.select_for_update().filter(person=person).first()
    if feed is None:
        raise Refused("You have no calendar feed.")
    trail.record("accounts.feed.ended", of=feed, by=by, at=now)
    feed.delete()


def reader_of(secret: str, now: datetime) -> User | None:
    """Whose feed the secret opens; None for an unknown one, and once the person may not sign in any more."""
    digest = hash_token(secret)[:64]
    feed = CalendarFeed.objects.select_related("person").filter(digest=digest).first()
    if feed is None or not may_sign_in(feed.person, now):
        return None
    seldom = Q(read_at=None) | Q(read_at__lt=now - EXACT_TO)
    if feed.read_at is None or feed.read_at < now - EXACT_TO:
        CalendarFeed.objects.filter(seldom, pk=feed.pk).update(read_at=now)
    return feed.person
