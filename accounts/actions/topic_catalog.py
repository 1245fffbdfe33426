"""The catalog of topics, as supervisors keep it: added, renamed, retired, brought back."""

from datetime import datetime
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db import transaction
from django.db.models import Max

from accounts import permissions
from accounts.models import Topic, User
from accounts.topic_uses import uses_of
from portal.audit import trail
from portal.lifecycle.constraints import refusing
from portal.lifecycle.refusals import Refused

FIELDS: Final = ("name", "about")
MOST_NAMED: Final = 3
NAMELESS: Final = "Give the topic a name."
CODE: Final = "Give a code of small letters, digits and hyphens; it never changes afterwards."
TAKEN: Final = "There is a topic with this code already; a retired one can be brought back."
NAMED: Final = "“{name}” is a topic already."
GENERAL: Final = "Whatever has no topic of its own falls under this one: it stays."
IN_USE: Final = "“{name}” is in use: {rows}. Give these another topic first."


@transaction.atomic
def add_topic(*, by: User, now: datetime, code: str, name: str, about: str = "") -> Topic:
    """A topic of one's own, after the others; defaults never overwrite it."""
    permissions.can_edit_catalog(by).enforce()
    _require_code(code)
    name = _require_name(name)
    last = Topic.objects.aggregate(last=Max("order"))["last"] or 0
    topic = Topic(code=code, name=name, about=about.strip(), order=last + 1, source="entered here", edited=True)
    with refusing({"accounts_topic_code_key": TAKEN}):
        topic.save(force_insert=True)
    trail.record("accounts.topic.added", of=topic, by=by, at=now)
    return topic


@transaction.atomic
def change_topic(*, topic: Topic, by: User, now: datetime, **fields: Any) -> Topic:
    """Rename it, or say otherwise what belongs to it; sign-offs and marks stay with it."""
    topic = Topic.objects.lock(topic.pk)
    permissions.can_edit_catalog(by).enforce()
    if unknown := set(fields) - set(FIELDS):
        raise TypeError(f"not part of a topic: {', '.join(sorted(unknown))}")
    if "name" in fields:
        fields["name"] = _require_name(fields["name"], but=topic)
    if "about" in fields:
        fields["about"] = fields["about"].strip()
    changes = topic.apply(**fields)
    if changes:
        topic.apply(edited=True)
        trail.record("accounts.topic.changed", of=topic, by=by, at=now, changes=changes)
    return topic


@transaction.atomic
def retire_topic(*, topic: Topic, by: User, now: datetime) -> Topic:
    """Nobody is marked or signed off for it any more. Refused while something relies on it."""
    topic = Topic.objects.lock(topic.pk)
    permissions.can_edit_catalog(by).enforce()
    if topic.code == Topic.GENERAL:
        raise Refused(GENERAL)
    if not topic.active:
        raise Refused("It is retired already.")
    if rows := uses_of(topic):
        more = f" and {len(rows) - MOST_NAMED} more" if len(rows) > MOST_NAMED else ""
        raise Refused(IN_USE.format(name=topic.name, rows=", ".join(rows[:MOST_NAMED]) + more))
    topic.apply(active=False, edited=True)
    trail.record("accounts.topic.retired", of=topic, by=by, at=now)
    return topic


@transaction.atomic
def restore_topic(*, topic: Topic, by: User, now: datetime) -> Topic:
    """It is in use again, with who was marked and signed off for it."""
    topic = Topic.objects.lock(topic.pk)
    permissions.can_edit_catalog(by).enforce()
    if topic.active:
        raise Refused("It is in use already.")
    _require_name(topic.name, but=topic)
    topic.apply(active=True, edited=True)
    trail.record("accounts.topic.restored", of=topic, by=by, at=now)
    return topic


def _require_code(code: str) -> None:
    try:
        validate_slug(code)
    except ValidationError as wrong:
        raise Refused(CODE) from wrong
    if code != code.lower() or len(code) > Topic._meta.get_field("code").max_length:
        raise Refused(CODE)
    if Topic.objects.filter(code=code).exists():
        raise Refused(TAKEN)


def _require_name(name: str, *, but: Topic | None = None) -> str:
    """One name a topic, in whatever capitals: people choose by it."""
    name = " ".join(name.split())[:80]
    if not name:
        raise Refused(NAMELESS)
    same = Topic.objects.in_use().filter(name__iexact=name)
    if (same.exclude(pk=but.pk) if but is not None else same).exists():
        raise Refused(NAMED.format(name=name))
    return name
