"""What the portal itself counts: requirements and obligations that were sent and had to go back."""

from collections.abc import Iterable
from datetime import datetime

from participants.choices import RoundOutcome, Verdict
from participants.models import ItemRound, ObligationRound, ObligationType, Requirement
from training import patterns
from training.choices import NeedOrigin

Told = tuple[str, int, datetime, str]


def returned_evidence(since: datetime, until: datetime) -> Iterable[Told]:
    """Rounds of evidence that a department sent back, by the code of the requirement."""
    rows = ItemRound.objects.filter(outcome=RoundOutcome.RETURNED, reviewed_at__gte=since, reviewed_at__lt=until)
    return rows.order_by().values_list("item__code", "participant_id", "reviewed_at", "ref").iterator()


def returned_obligations(since: datetime, until: datetime) -> Iterable[Told]:
    """Submissions for obligations that a department sent back, by the code of the obligation."""
    rows = ObligationRound.objects.filter(verdict=Verdict.RETURNED, ended_at__gte=since, ended_at__lt=until)
    return rows.order_by().values_list("obligation__type__code", "participant_id", "ended_at", "ref").iterator()


def requirements(codes: Iterable[str]) -> dict[str, str]:
    """By code, as the newest version words it."""
    rows = Requirement.objects.filter(code__in=codes).order_by("id")
    return {code: f"{code} – {title}" for code, title in rows.values_list("code", "title")}


def obligations(codes: Iterable[str]) -> dict[str, str]:
    rows = ObligationType.objects.filter(code__in=codes)
    return {code: f"{code} – {name}" for code, name in rows.values_list("code", "name")}


def register() -> None:
    """Called when the app is ready."""
    for name, label, counter, names in (
        ("training.returned_evidence", "Evidence returned", returned_evidence, requirements),
        ("training.returned_obligations", "Obligations returned", returned_obligations, obligations),
    ):
        patterns.register(name, label, counter, names=names, origin=NeedOrigin.FAILED_REQUIREMENT)
