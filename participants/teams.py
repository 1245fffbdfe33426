"""Teams in figures and lists: a matter is of the team of its participant's account manager today."""

from typing import Any

from django.db.models import Q

from accounts.models import Team
from participants.choices import AssignmentKind
from participants.models import Assignment


def team_of(user: Any, ref: str) -> Team | None:
    """The team by its reference, for whoever may read teams; None for an unknown one."""
    return Team.objects.visible_to(user).filter(ref=ref[:20]).first() if ref and ref.isascii() else None


def held_by(team: Team) -> set[int]:
    """Keys of the participants whose account manager is of the team; one statement.

    Few keys, read first: as a part of another statement the database would ask about every row there is.
    """
    held = Assignment.objects.today().filter(kind=AssignmentKind.PRIMARY, person__team=team)
    return set(held.order_by().values_list("participant", flat=True))


def narrowing(user: Any, ref: str) -> tuple[Q, str] | None:
    """For lists of deadlines."""
    team = team_of(user, ref)
    return (Q(participant_id__in=held_by(team)), words_of(team)) if team is not None else None


def words_of(team: Team) -> str:
    return f"of participants of the team {team.name}"
