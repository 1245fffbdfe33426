"""What the pages of a dispute show, on both sides, and what may be done with it next."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse

from issues.choices import DisputeResolution, DisputeStatus
from issues.dispute_words import Countdown, countdown, origin_words
from issues.models import AdrCase, Dispute, DisputeWindow, Issue
from issues.rules.dispute_elements import missing
from issues.rules.dispute_terms import Span

S = DisputeStatus


@dataclass(frozen=True, slots=True)
class Offer:
    """A button of the page; the next thing to do is the primary one."""

    label: str
    url: str
    icon: str
    primary: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A window with its countdown and where its date is from."""

    row: Any
    told: Countdown
    origin: str
    spans: list[Span]


def shown(window: Any, now: datetime) -> Shown:
    """A window as it was just found, or as it is kept with an issue."""
    return Shown(window, countdown(window, now), origin_words(window), [_span(one) for one in window.spans])


def _span(one: Span | dict[str, Any]) -> Span:
    if isinstance(one, Span):
        return one
    first, last = (date.fromisoformat(one[name]) for name in ("first", "last"))
    return Span(first, last, one["days"], one["reason"])


def window_of(user: Any, issue: Issue, now: datetime) -> Shown | None:
    """The window kept with an issue, where it is about a settlement run; one statement."""
    row = DisputeWindow.objects.visible_to(user).filter(issue=issue).first()
    return shown(row, now) if row is not None else None


def about(user: Any, dispute: Dispute, now: datetime) -> dict[str, Any]:
    """All that the page of a dispute tells beside the row itself."""
    return {
        "missing": missing(dispute),
        "window": window_of(user, dispute.issue, now),
        "days": list(dispute.days.all()),
        "files": list(dispute.files.select_related("document")),
        "steps": list(dispute.steps.all()),
        "case": AdrCase.objects.visible_to(user).filter(dispute=dispute).first(),
    }


def offers(dispute: Dispute, *, my: bool, case: AdrCase | None) -> list[Offer]:
    """What can be done with it now; the staff also record what the operator's dispute system says."""
    made = [
        _offer(dispute, my, "number", "Record number", "hash", primary=True)
        if dispute.is_active and not dispute.is_filed
        else None,
        _offer(dispute, my, "start", "Investigation opened", "play", primary=True)
        if not my and dispute.is_filed and dispute.status == S.NOT_STARTED
        else None,
        _offer(dispute, my, "close", "Close", "circle-check", primary=True)
        if not my and dispute.status == S.OPEN
        else None,
        _offer(dispute, my, "reject-resolution", "Reject resolution", "rotate-ccw")
        if dispute.resolution == DisputeResolution.GRANTED_WITH_EXCEPTIONS
        else None,
        _offer(dispute, my, "adr", "Hand over to ADR", "scale", primary=True)
        if dispute.resolution == DisputeResolution.DENIED and case is None
        else None,
        _offer(dispute, my, "change", "Attach files" if dispute.is_filed else "Change", "pencil")
        if dispute.is_active
        else None,
        _offer(dispute, my, "plan", "Dates", "calendar")
        if not my and dispute.is_filed and dispute.status in (S.NOT_STARTED, S.OPEN)
        else None,
        _offer(dispute, my, "refuse", "Rejected", "ban")
        if not my and dispute.is_filed and dispute.status in (S.NOT_STARTED, S.OPEN)
        else None,
        _offer(dispute, my, "withdraw", "Withdraw", "undo-2") if dispute.status in (S.NOT_STARTED, S.OPEN) else None,
    ]
    return [one for one in made if one is not None]


def _offer(dispute: Dispute, my: bool, verb: str, label: str, icon: str, primary: bool = False) -> Offer:
    name = f"my-dispute-{verb}" if my else f"issues:dispute-{verb}"
    return Offer(label, reverse(name, args=[dispute.ref]), icon, primary)
