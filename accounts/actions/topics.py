"""Topics, who knows them well, and who answers on them without the mentor's release."""

from datetime import datetime
from pathlib import Path
from typing import Final

from django.db import transaction

from accounts import mentor_permissions as permissions
from accounts.models import Expertise, SignOff, Topic, User
from portal.audit import trail
from portal.lifecycle.catalogs import read_rows
from portal.lifecycle.refusals import Refused

FILE: Final = Path(__file__).resolve().parent.parent / "catalog" / "topics.yaml"
FIELDS: Final = ("name", "about", "source")
INACTIVE: Final = "Only active colleagues."
OUT_OF_USE: Final = "This topic is not in use any more."


@transaction.atomic
def load_topics(*, now: datetime) -> int:
    """Add missing topics and bring unedited ones up to date; returns how many changed."""
    known = {row.code: row for row in Topic.objects.select_for_update()}
    changed = 0
    for order, default in enumerate(read_rows(FILE), start=1):
        values = {field: default.get(field, "") for field in FIELDS} | {"order": order}
        row = known.get(default["code"])
        if row is None:
            Topic(code=default["code"], **values).save(force_insert=True)
            changed += 1
        elif not row.edited and row.apply(**values):
            changed += 1
    return changed


@transaction.atomic
def mark_expertise(*, person: User, topic: Topic, by: User, now: datetime) -> Expertise:
    """Say that a colleague knows a topic well."""
    person = User.objects.lock(person.pk)
    permissions.can_mark_expertise(by, person, now).enforce()
    _require_usable(person, topic)
    if Expertise.objects.filter(person=person, topic=topic).exists():
        raise Refused(f"{person.name} is marked for “{topic.name}” already.")
    expertise = Expertise(person=person, topic=topic, marked_by=by, marked_at=now)
    expertise.save(force_insert=True)
    trail.record("accounts.user.expertise_marked", of=person, by=by, at=now, changes={"topic": ["", topic.name]})
    return expertise


@transaction.atomic
def unmark_expertise(*, expertise: Expertise, by: User, now: datetime) -> Expertise:
    """The mark goes."""
    person = User.objects.lock(expertise.person_id)
    permissions.can_mark_expertise(by, person, now).enforce()
    changes = {"topic": [expertise.topic.name, ""]}
    Expertise.objects.filter(pk=expertise.pk).delete()
    trail.record("accounts.user.expertise_unmarked", of=person, by=by, at=now, changes=changes)
    return expertise


@transaction.atomic
def sign_off_topic(*, person: User, topic: Topic, by: User, now: datetime) -> SignOff:
    """From now on the colleague's answers on this topic need no release."""
    person = User.objects.lock(person.pk)
    permissions.can_sign_off(by, person, now).enforce()
    _require_usable(person, topic)
    if SignOff.objects.signed_off(person, topic):
        raise Refused(f"{person.name} is signed off for “{topic.name}” already.")
    sign_off = SignOff(person=person, topic=topic, signed_by=by, signed_at=now)
    sign_off.save(force_insert=True)
    trail.record("accounts.user.signed_off", of=person, by=by, at=now, changes={"topic": ["", topic.name]})
    return sign_off


@transaction.atomic
def withdraw_sign_off(*, sign_off: SignOff, by: User, now: datetime, reason: str) -> SignOff:
    """Answers on this topic go through release again."""
    reason = reason.strip()[:300]
    if not reason:
        raise Refused("Say why.")
    person = User.objects.lock(sign_off.person_id)
    sign_off = SignOff.objects.select_related("topic").lock(sign_off.pk)
    permissions.can_sign_off(by, person, now).enforce()
    if sign_off.withdrawn_at is not None:
        raise Refused("It is withdrawn already.")
    sign_off.apply(withdrawn_by=by, withdrawn_at=now, reason=reason)
    changes = {"topic": [sign_off.topic.name, ""]}
    trail.record("accounts.user.sign_off_withdrawn", of=person, by=by, at=now, changes=changes, reason=reason)
    return sign_off


def _require_usable(person: User, topic: Topic) -> None:
    if not person.is_active or not person.is_staff:
        raise Refused(INACTIVE)
    if not topic.active:
        raise Refused(OUT_OF_USE)
