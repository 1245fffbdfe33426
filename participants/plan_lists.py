"""The views of the list of plans: a number on a tab counts the very rows that the list then shows."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from participants.choices import AssignmentKind, PlanState, TaskState
from participants.forms.plans import EVERYBODY, MINE
from participants.models import AccountPlan, Assignment, Participant, PlanVersion, Registration
from portal.scoping.today import MarketToday

SOON: Final = timedelta(days=60)
ENDED_FOR: Final = timedelta(days=30)


def plans_in_view(rows: QuerySet[AccountPlan], view: str, today: date) -> QuerySet[AccountPlan]:
    """Plans of one view; `ends`: those that end soon, or ended lately, without a plan that follows."""
    versions = PlanVersion.objects.filter(plan=OuterRef("pk"))
    if view == "draft":
        return rows.filter(Exists(versions.filter(state=PlanState.DRAFT)))
    if view == "review":
        return rows.filter(Exists(versions.filter(state=PlanState.IN_REVIEW)))
    if view == "ends":
        later = AccountPlan.objects.filter(participant=OuterRef("participant"), starts_on__gt=OuterRef("ends_on"))
        return rows.filter(ends_on__gte=today - ENDED_FOR, ends_on__lte=today + SOON).exclude(Exists(later))
    return rows.filter(starts_on__lte=today, ends_on__gte=today)


def without_plan(rows: QuerySet[Participant], today: date) -> QuerySet[Participant]:
    """Participants that stand in the market and have no plan for today or later."""
    standing = Registration.objects.standing().filter(participant=OuterRef("pk"))
    plans = AccountPlan.objects.filter(participant=OuterRef("pk"), ends_on__gte=today)
    return rows.filter(Exists(standing), joined_into=None).exclude(Exists(plans))


def plans_of_whom(rows: QuerySet[AccountPlan], whose: str, user: Any) -> QuerySet[AccountPlan]:
    """One's own and those of the participants one is assigned to, everybody's, or one person's by reference."""
    if whose == EVERYBODY:
        return rows
    if whose == MINE:
        return rows.filter(Q(owner=user.pk) | Q(participant__in=Participant.objects.assigned_to(user)))
    return rows.filter(owner__ref=whose)


def participants_of_whom(rows: QuerySet[Participant], whose: str, user: Any) -> QuerySet[Participant]:
    if whose == EVERYBODY:
        return rows
    if whose == MINE:
        return rows.filter(pk__in=Participant.objects.assigned_to(user))
    held = Assignment.objects.today().filter(kind=AssignmentKind.PRIMARY, person__ref=whose)
    return rows.filter(pk__in=held.values("participant"))


def with_versions(plans: Iterable[AccountPlan]) -> list[AccountPlan]:
    """The same plans, each with its `agreed` version and the `pending` one (draft or in review); one statement."""
    rows = list(plans)
    found: dict[int, dict[str, PlanVersion]] = defaultdict(dict)
    live = (PlanState.DRAFT, PlanState.IN_REVIEW, PlanState.AGREED)
    for version in PlanVersion.objects.filter(plan__in=rows, state__in=live) if rows else ():
        found[version.plan_id]["agreed" if version.state == PlanState.AGREED else "pending"] = version
    for row in rows:
        row.agreed, row.pending = found[row.pk].get("agreed"), found[row.pk].get("pending")
    return rows


def with_figures(rows: QuerySet[AccountPlan], today: date | MarketToday) -> QuerySet[AccountPlan]:
    """Each with the state of its `pending` version and, of the agreed one, the numbers of its tasks."""
    pending = PlanVersion.objects.filter(plan=OuterRef("pk"), state__in=(PlanState.DRAFT, PlanState.IN_REVIEW))
    agreed = Q(versions__state=PlanState.AGREED)
    late = agreed & Q(versions__plantasks__state=TaskState.OPEN, versions__plantasks__due_on__lt=today)
    return rows.select_related("owner").annotate(
        pending=Subquery(pending.values("state")[:1]),
        agreed=Count("versions", filter=agreed, distinct=True),
        task_count=Count("versions__plantasks", filter=agreed & ~Q(versions__plantasks__state=TaskState.DROPPED)),
        done_count=Count("versions__plantasks", filter=agreed & Q(versions__plantasks__state=TaskState.DONE)),
        late_count=Count("versions__plantasks", filter=late),
    )
