"""News of questions to departments and of escalations. A subject line is the kind and a reference, never a name."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from accounts.models import User
from issues.models import Escalation, Referral
from issues.referral_audiences import (
    ESCALATION_AUDIENCES,
    REFERRAL_AUDIENCES,
    owner_of,
    people_for_escalations,
    people_for_referrals,
    people_of,
)
from issues.referral_follow import follow_clocks
from portal.calendars import audiences, followers
from portal.lifecycle import subjects
from portal.outbox import kinds, posting
from portal.outbox.choices import Severity

REFERRAL: Final = "issues.referral"
ESCALATION: Final = "issues.escalation"
OF_REFERRALS: Final = (
    ("asked", "Question to your department", Severity.NORMAL),
    ("message", "Message on a question to a department", Severity.NORMAL),
    ("handed_back", "Question handed back", Severity.NORMAL),
    ("asked_again", "Question to your department again", Severity.NORMAL),
    ("answered", "Answer of a department", Severity.NORMAL),
    ("withdrawn", "Question withdrawn", Severity.INFO),
    ("ahead", "Answer due soon", Severity.NORMAL),
    ("late", "Answer of a department late", Severity.HIGH),
    ("escalated", "Late answer escalated", Severity.HIGH),
)
OF_ESCALATIONS: Final = (
    ("opened", "Issue escalated", Severity.HIGH),
    ("ended", "Escalation ended", Severity.NORMAL),
    ("target_ahead", "Target of a resolution plan soon", Severity.NORMAL),
    ("target_due", "Target of a resolution plan reached", Severity.HIGH),
)


def register() -> None:
    """Called when the app is ready."""
    subjects.register(REFERRAL, lambda user: Referral.objects.visible_to(user).select_related("department"))
    subjects.register(ESCALATION, lambda user: Escalation.objects.visible_to(user).select_related("issue"))
    audiences.register(REFERRAL, people_for_referrals, words=REFERRAL_AUDIENCES)
    audiences.register(ESCALATION, people_for_escalations, words=ESCALATION_AUDIENCES)
    followers.register(REFERRAL, follow_clocks)
    for noun, told in ((REFERRAL, OF_REFERRALS), (ESCALATION, OF_ESCALATIONS)):
        for verb, label, severity in told:
            kinds.register(
                f"{noun}.{verb}",
                label=label,
                severity=severity,
                audience="staff",
                template=f"outbox/issues/{noun.rpartition('.')[2]}",
            )
    kinds.register(
        f"{ESCALATION}.directors",
        label="Your issue was escalated to director level",
        severity=Severity.HIGH,
        audience="participant",
        template="outbox/issues/escalation_directors",
    )


def tell_department(verb: str, referral: Referral, *, by: User, now: datetime) -> None:
    """Whoever took it, else everybody of the department."""
    taken = referral.taken_by
    people = (
        [taken] if taken is not None and taken.is_active else people_of([referral.department])[referral.department_id]
    )
    _tell(f"{REFERRAL}.{verb}", referral, people, by=by, now=now)


def tell_owner(verb: str, referral: Referral, *, by: User, now: datetime) -> None:
    """Who waits for the answer."""
    _tell(f"{REFERRAL}.{verb}", referral, owner_of(referral), by=by, now=now)


def tell_lead(referral: Referral, lead: User, *, by: User | None, now: datetime) -> None:
    """The department's lead hears that a question to the department was escalated."""
    _tell(f"{REFERRAL}.escalated", referral, [lead], by=by, now=now)


def tell_of_escalation(verb: str, escalation: Escalation, people: Iterable[User], *, by: Any, now: datetime) -> None:
    _tell(f"{ESCALATION}.{verb}", escalation, people, by=by, now=now)


def _tell(kind: str, about: Any, people: Iterable[User], *, by: User | None, now: datetime) -> None:
    told = dict.fromkeys(one for one in people if by is None or one.pk != by.pk)
    posting.post(kind, to=told, about=about, dedupe=f"{kind}:{about.ref}:{now.isoformat()}", now=now)
