"""Who reviews an answer: the mentor of the day, else a senior colleague or supervisor of the team, else any."""

from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db.models import Q

from accounts.choices import Role
from accounts.mentors import acting_mentor, mentor_of
from accounts.models import User
from participants.models import Participant


def reviewer_for(author: User, participant: Participant, key: str, now: datetime) -> User | None:
    """The first who may see the participant, never the author; None where nobody may. Among equals `key`, a text that
    stays the same, decides, so that trying again finds the same person."""
    for person in _candidates(author, key, now):
        if may_review(person, author, participant):
            return person
    return None


def may_review(person: User, author: User, participant: Participant) -> bool:
    """Whether the person could review it: active, somebody else, and the participant is open to that person."""
    if person.pk == author.pk or not person.is_active or not person.can("issues.work"):
        return False
    return not participant.restricted or Participant.objects.visible_to(person).filter(pk=participant.pk).exists()


def who_may_review(author: User) -> Any:
    """Whom a review may be handed on to."""
    return User.objects.who_may_mentor().exclude(pk=author.pk).order_by("name", "id")


def _candidates(author: User, key: str, now: datetime) -> Iterator[User]:
    if (mentor := mentor_of(author, now)) is not None:
        acting = acting_mentor(author, now)
        yield acting if acting is not None else mentor
        yield mentor
    able = who_may_review(author)
    if author.team_id is not None:
        of_team = able.filter(Q(team=author.team_id) | Q(teams_led=author.team_id)).distinct()
        yield from sorted(of_team, key=lambda person: _place(person, key))
    yield from sorted(able, key=lambda person: (person.role == Role.SUPERVISOR, _place(person, key)))


def _place(person: User, key: str) -> str:
    return sha256(f"{key}|{person.ref}".encode()).hexdigest()
