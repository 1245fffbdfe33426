"""What messages and clocks of hand-overs and of coverage are about, and the kinds of messages.

A subject line is the kind and a reference, never a name or a text.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from django.db.models import Q, QuerySet

from accounts.choices import Level, Role
from accounts.models import User
from participants.audiences import People
from participants.models import Assignment, CoverageGap, HandOver
from portal.calendars import audiences
from portal.lifecycle import subjects
from portal.outbox import kinds
from portal.outbox.choices import Severity

FOLDER: Final = "outbox/participants"
SENIORS, SUPERVISORS = "senior", "supervisors"
SENIOR: Final = Q(role=Role.ACCOUNT_MANAGER, level=Level.SENIOR)
BOSS: Final = Q(role=Role.SUPERVISOR)
HAND_OVERS: Final = (
    ("prepared", "Hand-over prepared for you"),
    ("begun", "You stand in from today"),
    ("taken_over", "Participants you take over"),
    ("given", "Participants that go to somebody else"),
    ("taken_back", "A move was taken back"),
    ("returned", "What happened while you were away"),
    ("called_off", "Hand-over called off"),
    ("hindered", "Hand-over could not go on"),
    ("decided", "Days of a hand-over decided"),
)
GAPS: Final = (
    ("due", "A participant without a responsible person", Severity.HIGH),
    ("late", "Still nobody responsible for a participant", Severity.HIGH),
)


def register() -> None:
    """Called when the app is ready."""
    subjects.register("participants.handover", _hand_overs)
    subjects.register("participants.coveragegap", _gaps)
    subjects.register("participants.assignment", _assignments)
    audiences.register("participants.coveragegap", people_for_gaps, words=(SENIORS, SUPERVISORS))
    for verb, label in HAND_OVERS:
        severity = Severity.HIGH if verb == "hindered" else Severity.NORMAL
        code = f"participants.handover.{verb}"
        kinds.register(code, label=label, severity=severity, template=f"{FOLDER}/handover_{verb}")
    kinds.register(
        "participants.assignment.new_manager",
        label="Your account manager changes",
        audience="participant",
        template=f"{FOLDER}/assignment_new_manager",
    )
    kinds.register(
        "participants.assignment.many_made",
        label="Participants assigned to you",
        template=f"{FOLDER}/assignments_made",
    )
    kinds.register(
        "participants.plantask.replanned",
        label="Task of the account plan on another day",
        audience="participant",
        template=f"{FOLDER}/plan_task_replanned",
    )
    kinds.register(
        "participants.coveragegap.found",
        label="Participants without a responsible person",
        severity=Severity.HIGH,
        template=f"{FOLDER}/coverage_found",
    )
    for verb, label, severity in GAPS:
        code = f"participants.coveragegap.{verb}"
        kinds.register(code, label=label, severity=severity, template=f"{FOLDER}/coverage_{verb}")


def people_for_gaps(audience: str, refs: Iterable[str], now: datetime) -> People:
    """Supervisors, or senior account managers: of the team of whoever was responsible, else all.

    Of a restricted participant only supervisors hear. Raises KeyError for an unknown audience.
    """
    wanted = {SENIORS: SENIOR, SUPERVISORS: BOSS}[audience]
    rows = list(CoverageGap.objects.filter(ref__in=set(refs)).select_related("person", "participant"))
    people = list(User.objects.active().filter(SENIOR | BOSS).order_by("name", "id"))
    bosses = [one for one in people if one.role == Role.SUPERVISOR]
    seniors = [one for one in people if one.role != Role.SUPERVISOR]
    found = {}
    for row in rows:
        chosen = bosses if wanted is BOSS or row.participant.restricted or not seniors else seniors
        found[row.ref] = _near(row, chosen)
    return found


def _near(row: CoverageGap, people: list[User]) -> list[User]:
    """Those of the former account manager's team; where there is none, all."""
    team = row.person.team_id if row.person is not None else None
    return [one for one in people if team is not None and one.team_id == team] or people


def _hand_overs(user: Any) -> QuerySet[HandOver]:
    return HandOver.objects.visible_to(user).select_related("person", "receiver")


def _gaps(user: Any) -> QuerySet[CoverageGap]:
    return CoverageGap.objects.visible_to(user).select_related("participant", "person")


def _assignments(user: Any) -> QuerySet[Assignment]:
    return Assignment.objects.visible_to(user).select_related("participant")
