"""Reads of what is protected in issues: seen with what it protects; that of notes by the staff alone."""

from datetime import date
from typing import Any, Self

from django.db.models import F, Q
from django.db.models.functions import Coalesce

from participants.querysets.owned import OwnedQuerySet
from portal.documents.choices import Protection

# What participants may read; the rest names people of the staff.
OWNERS_FIELDS = (
    "ref", "participant", "comment", "issue", "field", "protection", "basis_day", "confidential_until", "why_until",
    "because", "set_by_operator", "set_at", "released_at",
)  # fmt: skip


class ProtectedEntryQuerySet(OwnedQuerySet):
    def visible_to(self, user: Any) -> Self:
        if user.is_staff and not user.can("issues.view"):
            return self.none()
        return super().visible_to(user)

    def owned_by(self, acting_for: Any) -> Self:
        comments = self.model._meta.get_field("comment").related_model
        issues = self.model._meta.get_field("issue").related_model
        seen = Q(comment__in=comments.objects.all().owned_by(acting_for)) | Q(
            issue__in=issues.objects.all().owned_by(acting_for)
        )
        return super().owned_by(acting_for).filter(seen, inner=False).only(*OWNERS_FIELDS)

    def protected(self) -> Self:
        """What nobody has let go of and is not public."""
        return self.filter(released_at=None).exclude(protection=Protection.PUBLIC)

    def eligible(self, today: date) -> Self:
        """Whose last confidential day has passed: somebody may decide to release it."""
        return self.protected().filter(confidential_until__lt=today)

    def with_places(self) -> Self:
        """With the issue that it stands in (`issue_ref`, `issue_title`), and which thing there it is (`of_what`)."""
        paths = ("issue", "comment__issue", "note__issue")
        return self.annotate(
            issue_ref=Coalesce(*(F(f"{path}__ref") for path in paths)),
            issue_title=Coalesce(*(F(f"{path}__title") for path in paths)),
            of_what=Coalesce("comment__ref", "note__ref", "field"),
        )
