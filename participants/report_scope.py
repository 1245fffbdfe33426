"""What reports count for whom: all participants for whoever oversees them, else those one looks after."""

from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import Team
from participants.models import Assignment, Participant
from portal.reporting.registry import Choice

OVERSEES = "participants.see_restricted"
LOOKS_AFTER = "participants.edit_assigned"


def counts_participants(user: Any) -> bool:
    """Whether the person has participants to report on."""
    return user.is_staff and (user.can(OVERSEES) or user.can(LOOKS_AFTER))


def over(user: Any) -> str:
    return "All participants" if user.can(OVERSEES) else "The participants you look after"


class Scope:
    """The participants one reader's reports are about, read once."""

    def __init__(self, user: Any) -> None:
        self.user = user
        self.ids: set[int] | None = None
        if not user.can(OVERSEES):
            mine = Assignment.objects.today().acted_on_by(user).order_by().values_list("participant_id", flat=True)
            self.ids = set(mine)

    def of(self, model: Any) -> QuerySet:
        """The rows of a model with a `participant` that are counted."""
        rows = model.objects.visible_to(self.user)
        return rows if self.ids is None else rows.filter(participant__in=self.ids)

    def companies(self) -> QuerySet[Participant]:
        rows = Participant.objects.visible_to(self.user)
        return rows if self.ids is None else rows.filter(pk__in=self.ids)


def _participant(user: Any, text: str) -> Participant | None:
    rows = Scope(user).companies().filter(Q(ref__iexact=text) | Q(name__iexact=text))
    return rows.order_by("id").first()


PARTICIPANT = Choice(
    "participant",
    "Participant",
    _participant,
    required=True,
    hint="Its reference or its name. Reports on a company are for those who look after it or oversee all.",
)
TEAM = Choice(
    "team",
    "Team",
    lambda user, text: Team.objects.visible_to(user).filter(ref=text).first(),
    lambda user: list(Team.objects.visible_to(user).order_by("name").values_list("ref", "name")),
    everything="All teams",
)
