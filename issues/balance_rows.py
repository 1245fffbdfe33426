"""The rows of the balance: what one manager has, and what nobody has. A fixed number of statements for any rows."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.db.models import Count, F
from django.db.models.functions import Coalesce

from accounts.models import User
from issues.choices import Severity
from issues.manager_work import candidates, held_today, weights_held
from issues.models import Issue, Referral
from issues.moving import APPLICATION, ISSUE, PARTICIPANT, weight_of
from issues.rules.work_load import USUAL, Suggestion, Weights, suggest
from participants.choices import Degree
from participants.directory import directory, in_view
from participants.models import Application, Assignment, FollowUp, Participant
from portal.scoping.today import market_day

MOST: Final = 200
OF_ITS_MANAGER: Final = "account manager of the participant"


@dataclass(slots=True)
class Company:
    """A participant with what is open there and the manager's."""

    participant: Participant
    degree: int
    issues: dict[int, int] = field(default_factory=dict)
    overdue: int = 0
    weights: Weights = USUAL

    @property
    def degree_name(self) -> str:
        return str(Degree(self.degree).label)

    @property
    def open_issues(self) -> int:
        return sum(self.issues.values())

    @property
    def urgent(self) -> int:
        """Critical ones and high ones."""
        return self.issues.get(Severity.CRITICAL, 0) + self.issues.get(Severity.HIGH, 0)

    @property
    def points(self) -> int:
        return self.weights.of_participant(self.degree, self.issues)


@dataclass(slots=True)
class Unowned:
    """What nobody has, and to whom it could go; `because` says why that one."""

    row: Any
    noun: str
    to: str = ""
    to_name: str = ""
    because: str = ""


def companies_of(person: User, user: User, now: datetime, weights: Weights) -> list[Company]:
    """The participants of which the person is account manager today, the heaviest first; three statements."""
    visible = Participant.objects.visible_to(user).filter(
        pk__in=held_today(now).filter(person=person).values("participant")
    )
    rows = visible.annotate(degree=Coalesce(F("complexity__degree"), Degree.LOW.value)).order_by("name", "id")
    found = {row.pk: Company(row, row.degree, weights=weights) for row in rows}
    open_ = Issue.objects.still_open().filter(owner=person, participant__in=list(found)).order_by()
    for company, severity, count in open_.values_list("participant", "severity").annotate(count=Count("pk")):
        found[company].issues[severity] = count
    late = FollowUp.objects.overdue(market_day(now)).filter(responsible=person, participant__in=list(found)).order_by()
    for company, count in late.values_list("participant").annotate(count=Count("pk")):
        found[company].overdue = count
    return sorted(found.values(), key=lambda one: -one.points)


def issues_of(person: User, user: User) -> list[Issue]:
    """The person's open issues, the most severe and then the oldest first."""
    rows = Issue.objects.visible_to(user).still_open().filter(owner=person).select_related("participant")
    return list(rows.order_by("severity", "opened_at", "id")[:MOST])


def unowned(user: User, now: datetime) -> dict[str, list[Unowned]]:
    """By noun what nobody has, each with whom it could go to."""
    companies = list(
        in_view(directory(user), "unassigned", user)
        .annotate(degree=Coalesce(F("complexity__degree"), Degree.LOW.value))
        .order_by("name", "id")[:MOST]
    )
    issues = Issue.objects.visible_to(user).without_owner().select_related("participant")
    applications = Application.objects.visible_to(user).unassigned()
    found = {
        PARTICIPANT: [Unowned(row, PARTICIPANT) for row in companies],
        ISSUE: [Unowned(row, ISSUE) for row in issues.order_by("severity", "opened_at", "id")[:MOST]],
        APPLICATION: [Unowned(row, APPLICATION) for row in applications.order_by("pk")[:MOST]],
    }
    _suggest([one for rows in found.values() for one in rows], now)
    return found


def untaken(user: User) -> list[Referral]:
    """Questions that nobody of the asked department has taken, the first due first."""
    rows = Referral.objects.visible_to(user).with_department().filter(taken_by=None)
    return list(rows.select_related("participant", "department").order_by("due_at", "id")[:MOST])


def suggested(companies: Iterable[Company], now: datetime, **whom: Any) -> dict[str, Suggestion]:
    """For the participants of somebody, by reference, to whom each could go."""
    wanted = [(one.participant.ref, one.degree, one.points) for one in companies]
    return suggest(wanted, candidates(now, **whom))


def _suggest(rows: list[Unowned], now: datetime) -> None:
    """An issue goes to the participant's own account manager where there is one who is here; the rest by load."""
    if not rows:
        return
    weights = weights_held()
    people = candidates(now, weights=weights)
    here = {one.key: one for one in people if not one.away}
    asked = [one.row.participant_id for one in rows if one.noun == ISSUE]
    managers: dict[int, str] = defaultdict(str)
    managers |= dict(
        Assignment.objects.filter(pk__in=held_today(now).filter(participant__in=asked).values("pk")).values_list(
            "participant", "person__ref"
        )
    )
    wanted = []
    for one in rows:
        manager = managers[one.row.participant_id] if one.noun == ISSUE else ""
        if manager in here:
            one.to, one.to_name, one.because = manager, here[manager].name, OF_ITS_MANAGER
        else:
            degree = getattr(one.row, "degree", Degree.LOW)
            wanted.append((one.row.ref, degree, weight_of(one.noun, one.row, weights, degree)))
    found, names = suggest(wanted, people), {one.key: one.name for one in people}
    for one in rows:
        if one.row.ref in found:
            told = found[one.row.ref]
            one.to, one.to_name, one.because = told.key, names[told.key], told.because
