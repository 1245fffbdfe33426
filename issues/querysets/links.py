"""Reads of links, tags and drafts."""

from typing import Any, Self

from issues.querysets.parts import StaffPartQuerySet
from participants.querysets.owned import OwnedQuerySet
from portal.lifecycle.rows import RowQuerySet


class TagQuerySet(RowQuerySet):
    """The staff's own words."""

    def visible_to(self, user: Any) -> Self:
        return self.all() if user.is_staff and user.can("issues.view") else self.none()


class LinkQuerySet(StaffPartQuerySet):
    """Seen by who sees both ends."""

    def visible_to(self, user: Any) -> Self:
        issues = self.model._meta.get_field("other").related_model
        return super().visible_to(user).filter(other__in=issues.objects.visible_to(user))


class DraftQuerySet(StaffPartQuerySet):
    """Everybody's own; what a colleague writes is nobody's business until it is sent or handed over."""

    def visible_to(self, user: Any) -> Self:
        return super().visible_to(user).filter(person=user.pk)


class MyDraftQuerySet(OwnedQuerySet):
    """A person's own, of the company acted for; the staff read none."""

    def visible_to(self, user: Any) -> Self:
        return self.none() if user.is_staff else super().visible_to(user)

    def owned_by(self, acting_for: Any) -> Self:
        return super().owned_by(acting_for).filter(person=acting_for.user_id)
