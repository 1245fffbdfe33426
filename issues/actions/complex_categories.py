"""Which categories are complex, and for which topic one is signed off to answer on them."""

from datetime import datetime

from django.db import transaction

from accounts.models import Topic, User
from accounts.permissions import can_edit_catalog
from issues.models import Category
from portal.audit import trail


@transaction.atomic
def mark_category(*, category: Category, topic: Topic | None, complex: bool, by: User, now: datetime) -> Category:
    """From now on answers on it wait, or do not; a corrected row is left alone by the defaults."""
    category = Category.objects.lock(category.pk)
    can_edit_catalog(by).enforce()
    before = category.topic.name if category.topic is not None else ""
    changes = category.apply(complex=complex, topic_id=topic.pk if topic is not None else None)
    if not changes:
        return category
    category.apply(edited=True)
    told = {"complex": changes["complex"]} if "complex" in changes else {}
    if "topic_id" in changes:
        told["topic"] = [before, topic.name if topic is not None else ""]
    trail.record("issues.category.complexity", of=category, by=by, at=now, changes=told)
    return category
