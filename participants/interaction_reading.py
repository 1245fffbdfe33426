"""Interactions as a page shows them: who took part, topics in words, and the row they are about."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db.models import prefetch_related_objects

from participants.choices import Topic
from participants.models import Interaction
from portal.lifecycle import subjects


def described(rows: Iterable[Interaction]) -> list[Interaction]:
    """Each with `theirs` and `ours` (names) and `topic_words`; one statement for any number."""
    found = list(rows)
    prefetch_related_objects(found, "people")
    for row in found:
        people = row.people.all()
        row.theirs = [one.name for one in people if one.contact_id]
        row.ours = [one.name for one in people if one.colleague_id]
        row.topic_words = [Topic(topic).label for topic in row.topics]
    return found


def subject_of(row: Interaction, user: Any) -> Any:
    """The row it is about, where its kind is known and the person may see it."""
    if not row.about:
        return None
    prefix = row.about.partition("-")[0]
    for type_ in subjects.registered():
        if prefix == apps.get_model(type_).REF_PREFIX:
            return subjects.visible(user, type_, [row.about]).get(row.about)
    return None
