"""What lists share that can be narrowed to the participants of one team."""

from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from accounts.models import Team
from participants import teams


class OfTeam:
    """In front of a scoped list. The team stands in the address; an unknown one narrows nothing."""

    # How a row knows its participant.
    team_path = "participant"

    @cached_property
    def team(self) -> Team | None:
        return teams.team_of(self.request.user, self.request.GET.get("team", ""))

    def scope(self) -> QuerySet:
        return self.of_team(super().scope())

    def of_team(self, rows: QuerySet) -> QuerySet:
        if self.team is None:
            return rows
        return rows.filter(**{f"{self.team_path}__in": teams.held_by(self.team)})

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(team=self.team, **kwargs)
