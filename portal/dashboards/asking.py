"""What the address of the dashboard asks for: how many days back, and which team. What is no such value is told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from accounts.models import Team, User

PERIODS: Final = {7: "7 days", 30: "30 days", 90: "90 days"}
USUAL: Final = 30


@dataclass(frozen=True, slots=True)
class Asked:
    """`told` says in a sentence what of the address was not understood, and what is shown instead."""

    days: int
    team: Team | None
    teams: Sequence[Team]
    told: str = ""

    @property
    def query(self) -> str:
        """As an address writes it."""
        return urlencode({"days": self.days} | ({"team": self.team.ref} if self.team else {}))

    @property
    def in_words(self) -> str:
        return f"Last {PERIODS[self.days]}, {f'team {self.team.name}' if self.team else 'all teams'}"


def asked(given: Mapping[str, str], user: User) -> Asked:
    """One statement, for the teams that are offered."""
    teams = list(Team.objects.visible_to(user).only("ref", "name").order_by("name"))
    days, wanted = given.get("days", ""), given.get("team", "")
    told = []
    if days and days not in map(str, PERIODS):
        told.append(f"The period is one of {', '.join(PERIODS.values())}; {PERIODS[USUAL]} are shown.")
    team = next((one for one in teams if one.ref == wanted), None)
    if wanted and team is None:
        told.append("There is no such team; all teams are shown.")
    period = int(days) if days in map(str, PERIODS) else USUAL
    return Asked(period, team, teams, " ".join(told))
