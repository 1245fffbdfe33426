"""Reads of topics, of who knows them, and of who answers on them alone."""

from typing import Any, Self

from django.db.models import Exists, OuterRef, Q

from accounts.querysets.staff_side import StaffSideQuerySet


class TopicQuerySet(StaffSideQuerySet):
    def in_use(self) -> Self:
        return self.filter(active=True)

    def matching(self, words: str) -> Self:
        """Those in whose name, code or description every word occurs."""
        found = self
        for word in words.replace("\x00", "").split()[:8]:
            found = found.filter(Q(name__icontains=word) | Q(code__icontains=word) | Q(about__icontains=word))
        return found


class ExpertiseQuerySet(StaffSideQuerySet):
    def known_by_active(self) -> Self:
        return self.filter(person__is_active=True, topic__active=True)


class SignOffQuerySet(StaffSideQuerySet):
    def standing(self) -> Self:
        """Not withdrawn."""
        return self.filter(withdrawn_at=None)

    def signed_off(self, person: Any, topic: Any) -> bool:
        """Whether the person answers on the topic alone."""
        return self.standing().filter(person=person, topic=topic).exists()


def knows(topics: Any, expertise: Any) -> Exists:
    """The condition "this person knows one of the topics"."""
    return Exists(expertise.filter(person=OuterRef("pk"), topic__in=topics))
