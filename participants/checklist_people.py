"""Who hears of a checklist's items: the participant's people, the reviewing departments, those who look after it."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from accounts.choices import Level, Role
from accounts.models import User
from participants.choices import AccessArea, AssignmentKind
from participants.models import Assignment, ChecklistItem, Membership, Registration
from participants.permissions.checklists import CLIENT_SERVICES, TRAINING


def people_of_registrations(registrations: Iterable[Registration], day: date) -> dict[int, list[User]]:
    """By registration: the active users whose membership covers it on the day; one statement."""
    rows = list(registrations)
    memberships = Membership.objects.filter(participant__in={row.participant_id for row in rows}).valid_on(day)
    memberships = memberships.filter(user__is_active=True).select_related("user").prefetch_related("registrations")
    by_participant: dict[int, list[Membership]] = defaultdict(list)
    for membership in memberships.order_by("user__name", "id"):
        by_participant[membership.participant_id].append(membership)
    return {row.pk: _covering(by_participant[row.participant_id], row) for row in rows}


def _covering(memberships: Iterable[Membership], registration: Registration) -> list[User]:
    return [
        one.user
        for one in memberships
        if one.covers(AccessArea.ACCESS)
        and (not one.narrowed or registration.pk in {narrow.pk for narrow in one.registrations.all()})
    ]


def reviewers_of(departments: Iterable[str]) -> dict[str, list[User]]:
    """By department: its active specialists; training coordinators for Training. One statement."""
    wanted = set(departments)
    found: dict[str, list[User]] = {code: [] for code in wanted}
    rows = User.objects.active().filter(
        Q(role=Role.SPECIALIST, department__code__in=wanted)
        | Q(role=Role.TRAINING_COORDINATOR, department=None)
        | Q(role=Role.TRAINING_COORDINATOR, department__code__in=wanted)
    )
    for person in rows.select_related("department").order_by("name", "id"):
        code = person.department.code if person.department_id else TRAINING
        if code in found:
            found[code].append(person)
    return found


def account_managers_of(participants: Iterable[int], day: date) -> dict[int, list[User]]:
    """By participant: the account manager on the day, else the backup; empty where there is neither. One statement."""
    rows = Assignment.objects.on(day).filter(participant__in=set(participants), person__is_active=True)
    wanted = rows.filter(kind__in=(AssignmentKind.PRIMARY, AssignmentKind.BACKUP)).select_related("person")
    found: dict[int, dict[str, list[User]]] = defaultdict(lambda: defaultdict(list))
    for row in wanted.order_by("id"):
        found[row.participant_id][row.kind].append(row.person)
    return {pk: held[AssignmentKind.PRIMARY] or held[AssignmentKind.BACKUP] for pk, held in found.items()}


def supervisors() -> list[User]:
    return list(User.objects.active().filter(role=Role.SUPERVISOR).order_by("name", "id"))


def deciders() -> list[User]:
    """Who may decide about waivers."""
    senior = Q(role=Role.ACCOUNT_MANAGER, level=Level.SENIOR)
    return list(User.objects.active().filter(senior | Q(role=Role.SUPERVISOR)).order_by("name", "id"))


def judges_of(item: ChecklistItem, day: date) -> list[User]:
    """The people of the item's departments; where Client Services reviews, or nobody does, the account manager."""
    reviewers = item.requirement.reviewers
    people = [person for persons in reviewers_of(reviewers).values() for person in persons]
    if people and CLIENT_SERVICES not in reviewers:
        return people
    return people + account_managers_of([item.participant_id], day).get(item.participant_id, []) or supervisors()
