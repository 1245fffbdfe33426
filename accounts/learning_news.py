"""Who hears of a learning plan's steps: the learner, the mentor of the day, supervisors."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from accounts.choices import Role
from accounts.mentors import acting_mentor
from accounts.models import LearningPlan, User
from portal.calendars import audiences
from portal.lifecycle import subjects
from portal.outbox import kinds
from portal.outbox.choices import Severity

PLAN: Final = "accounts.learningplan"
LEARNER: Final = "learner"
MENTOR: Final = "mentor_of_learner"
SUPERVISORS: Final = "supervisors"
KINDS: Final = (
    ("step_ahead", "Step of a learning plan due soon", Severity.NORMAL),
    ("step_late", "Step of a learning plan late", Severity.NORMAL),
    ("step_escalated", "Late step of a learning plan escalated", Severity.HIGH),
)


def register() -> None:
    """Called when the app is ready."""
    subjects.register(PLAN, lambda user: LearningPlan.objects.visible_to(user).select_related("person", "waits_for"))
    audiences.register(PLAN, people_for, words=(LEARNER, MENTOR, SUPERVISORS))
    for verb, label, severity in KINDS:
        kinds.register(
            f"{PLAN}.{verb}", label=label, severity=severity, audience="staff", template="outbox/accounts/learningplan"
        )


def people_for(audience: str, refs: Iterable[str], now: datetime) -> dict[str, list[User]]:
    """The active people of an audience for each plan. Raises KeyError for an unknown audience."""
    if audience not in (LEARNER, MENTOR, SUPERVISORS):
        raise KeyError(audience)
    rows = LearningPlan.objects.filter(ref__in=set(refs)).select_related("person")
    supervisors = list(User.objects.active().filter(role=Role.SUPERVISOR)) if audience == SUPERVISORS else []
    found = {}
    for row in rows:
        if audience == LEARNER:
            found[row.ref] = [row.person] if row.person.is_active else []
        elif audience == MENTOR:
            mentor = acting_mentor(row.person, now)
            found[row.ref] = [mentor] if mentor is not None else []
        else:
            found[row.ref] = supervisors
    return found
