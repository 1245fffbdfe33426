"""Which categories are complex, for which topic one is signed off to answer on them, and which fields they protect."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from accounts.models import Topic, User
from accounts.permissions import can_edit_catalog
from issues.models import Category
from issues.rules.protected_fields import LABELS
from portal.audit import trail
from portal.documents.protection import CHOOSABLE
from portal.lifecycle.refusals import Refused


@transaction.atomic
def mark_category(
    *,
    category: Category,
    topic: Topic | None,
    complex: bool,
    by: User,
    now: datetime,
    protects: Mapping[str, str] | None = None,
) -> Category:
    """From now on answers on it wait, or do not; a corrected row is left alone by the defaults.

    `protects` names the class of each field that is protected once it is filled in; without it that stays as it is.
    """
    category = Category.objects.lock(category.pk)
    can_edit_catalog(by).enforce()
    before = category.topic.name if category.topic is not None else ""
    kept = {"protects": _sound(protects)} if protects is not None else {}
    changes = category.apply(complex=complex, topic_id=topic.pk if topic is not None else None, **kept)
    if not changes:
        return category
    category.apply(edited=True)
    told = {name: changes[name] for name in ("complex", "protects") if name in changes}
    if "topic_id" in changes:
        told["topic"] = [before, topic.name if topic is not None else ""]
    trail.record("issues.category.complexity", of=category, by=by, at=now, changes=told)
    return category


def _sound(protects: Mapping[str, str]) -> dict[str, str]:
    chosen = {field: code for field, code in protects.items() if code}
    if not chosen.keys() <= LABELS.keys() or not set(chosen.values()) <= set(CHOOSABLE):
        raise Refused("That is not one of the fields, or of the classes, that there are.")
    return chosen
