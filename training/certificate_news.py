"""Who hears of a certificate: the person, and the administrators of the company."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Q, QuerySet

from accounts.models import User
from participants.choices import MembershipKind
from participants.models import Membership
from portal.lifecycle import subjects
from portal.outbox import kinds, posting
from portal.outbox.choices import Severity
from portal.outbox.posting import Draft
from portal.scoping.today import market_day
from training.models import Certificate, SeatToEvaluate

FOLDER: Final = "outbox/training"
KINDS: Final = (
    ("issued", "Certificate issued", Severity.NORMAL),
    ("revoked", "Certificate revoked", Severity.HIGH),
    ("expiring", "Certificate ends soon", Severity.NORMAL),
)


def register() -> None:
    """Called when the app is ready."""
    subjects.register("training.certificate", _certificates)
    subjects.register("training.seattoevaluate", _seats)
    kinds.register(
        "training.seattoevaluate.asked",
        label="How was the session?",
        audience="participant",
        template=f"{FOLDER}/evaluation_asked",
    )
    for verb, label, severity in KINDS:
        kinds.register(
            f"training.certificate.{verb}",
            label=label,
            severity=severity,
            audience="participant",
            template=f"{FOLDER}/certificate_{verb}",
        )


def tell(verb: str, certificate: Certificate, *, now: datetime) -> None:
    tell_many(verb, [certificate], now=now)


def tell_many(verb: str, certificates: Sequence[Certificate], *, now: datetime, of: Any = "") -> int:
    """One piece of news for each person and certificate; `of` tells two events of the same kind apart."""
    people = people_of(certificates, market_day(now))
    kind = f"training.certificate.{verb}"
    drafts = [
        Draft(kind, person, row, dedupe=f"{kind}:{row.ref}:{of}", participant_id=row.participant_id)
        for row in certificates
        for person in people[row.pk]
    ]
    return posting.post_many(drafts, now=now)


def people_of(certificates: Iterable[Certificate], day: date) -> dict[int, list[User]]:
    """By certificate: the holder where that person signs in, and who administers the whole company. One statement."""
    rows = list(certificates)
    administers = Q(kind=MembershipKind.ADMIN, narrowed=False)
    held = Membership.objects.valid_on(day).filter(participant__in={row.participant_id for row in rows})
    held = held.filter(administers | Q(user__in={row.contact.user_id for row in rows}), user__is_active=True)
    everybody: dict[int, dict[int, User]] = defaultdict(dict)
    administrators: dict[int, dict[int, User]] = defaultdict(dict)
    for one in held.select_related("user").order_by("id"):
        everybody[one.participant_id][one.user_id] = one.user
        if one.kind == MembershipKind.ADMIN and not one.narrowed:
            administrators[one.participant_id][one.user_id] = one.user
    return {row.pk: _concerned(row, everybody[row.participant_id], administrators[row.participant_id]) for row in rows}


def _concerned(row: Certificate, everybody: dict[int, User], administrators: dict[int, User]) -> list[User]:
    holder = everybody.get(row.contact.user_id)
    own = {holder.pk: holder} if holder is not None else {}
    return list((own | administrators).values())


def _certificates(user: Any) -> QuerySet[Certificate]:
    return Certificate.objects.visible_to(user).select_related("course", "contact", "participant")


def _seats(user: Any) -> QuerySet[SeatToEvaluate]:
    return SeatToEvaluate.objects.visible_to(user).select_related("session__course")
