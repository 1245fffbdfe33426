"""What an answer changed is not the participant's to read before the answer has left.

Its writer may take it back for some seconds. Until then the comment, its files and the steps it led to are out of the
participant's sight (`seen_from`), and the issue reads as it stood before (`held`, until `held_until`).
"""

from collections.abc import Iterable
from typing import Any, Self

from django.db.models import Q
from django.db.models.functions import Now

from issues.querysets.parts import CommentFileQuerySet, IssuePartQuerySet


def seen(path: str = "") -> Q:
    """The condition "it has left"."""
    return Q(**{f"{path}seen_from": None}) | Q(**{f"{path}seen_from__lte": Now()})


def free(path: str = "") -> Q:
    """The condition "no answer to the issue waits to leave"."""
    return Q(**{f"{path}held_until": None}) | Q(**{f"{path}held_until__lte": Now()})


def shown_in(states: Iterable[str]) -> Q:
    """The condition "the participant reads that the issue is in one of these states"."""
    wanted = list(states)
    return (free() & Q(state__in=wanted)) | Q(held_until__gt=Now(), held__state__in=wanted)


class SaidQuerySet(IssuePartQuerySet):
    """Comments, and the steps that an issue went."""

    def owned_by(self, acting_for: Any) -> Self:
        return super().owned_by(acting_for).filter(seen())


class SaidFileQuerySet(CommentFileQuerySet):
    def owned_by(self, acting_for: Any) -> Self:
        return super().owned_by(acting_for).filter(seen("comment__"))


class FreePartQuerySet(IssuePartQuerySet):
    """What follows from an answer at once, and cannot be told apart from what was before."""

    def owned_by(self, acting_for: Any) -> Self:
        return super().owned_by(acting_for).filter(free("issue__"))
