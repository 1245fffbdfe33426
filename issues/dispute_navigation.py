"""The entries of disputes in the menus, the panels on the pages of issues, and what the search finds."""

from typing import Any, Final

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from issues import issue_reading, permissions
from issues.choices import Area
from issues.dispute_pages import shown
from issues.marketrak_groups import standing_of
from issues.models import Dispute, DisputeWindow, Issue
from portal.lifecycle.rows_along import RowsAlong
from portal.scoping.today import market_day
from portal.search import registry
from portal.search.registry import Hit, Rows
from portal.web import navigation, panels

LONGEST: Final = 60
SHOWN: Final = ("ref", "number", "status", "issue__ref")
DISPUTES: Final = RowsAlong(
    "dispute_rows",
    Dispute,
    ("ref", "number", "filed_on", "status", "resolution"),
    lambda user: Dispute.objects.visible_to(user).order_by("-opened_at", "-id"),
    of="issue",
)
WINDOWS: Final = RowsAlong(
    "window_rows",
    DisputeWindow,
    ("rule_code", "origin", "closes_at", "early_on", "verified", "reasons", "spans"),
    lambda user: DisputeWindow.objects.visible_to(user),
    of="issue",
    most=1,
)


def register() -> None:
    """Called when the app is ready."""
    navigation.register(
        "desk",
        "disputes",
        "Disputes",
        "scale",
        "issues:dispute-list",
        visible=lambda user: user.can("issues.view"),
        order=50,
        section="Issue work",
        match=("issues:dispute", "issues:adr", "issues:settlement", "issues:marketrak-benchmark"),
    )
    issue_reading.along(DISPUTES, my=True)
    issue_reading.along(WINDOWS, my=True)
    for page, context in (("issue", _desk), ("my-issue", _my)):
        panels.register(page, "dispute", template="issues/_dispute_panel.html", context=context("dispute"), order=40)
        panels.register(
            page, "marketrak", template="issues/_marketrak_panel.html", context=context("marketrak"), order=45
        )
    registry.register("disputes", "Disputes", Rows(_disputes, SHOWN, _dispute), visible=_reads_disputes)


def _disputes(user: Any, words: str) -> QuerySet:
    """By the operator's number, the own reference, or the statement ID."""
    words = words.strip()[:LONGEST]
    named = Q(number__iexact=words) | Q(ref__iexact=words) | Q(statement_id__iexact=words)
    return Dispute.objects.visible_to(user).filter(named).order_by("-opened_at", "-id")


def _dispute(user: Any, row: Any) -> Hit:
    url = row.get_absolute_url() if user.is_staff else row.get_my_url()
    return Hit(str(row), url, f"{row.get_status_display()} · {row.issue.ref}", "scale")


def dispute_of(request: HttpRequest, issue: Issue) -> dict[str, Any] | None:
    """The window, the disputes and whether one may be made; no panel where nothing of it is about a settlement.

    Window and disputes came with the issue.
    """
    if issue.area != Area.SETTLEMENT and not issue.settlement_run:
        return None
    rows = DISPUTES.read(issue)
    window = next(iter(WINDOWS.read(issue)), None)
    active = [row for row in rows if row.is_active]
    return {
        "window": shown(window, timezone.now()) if window is not None else None,
        "disputes": rows,
        "filed": any(row.is_filed for row in active),
        "may_open": issue.is_open and not active and bool(permissions.can_dispute(request.user, issue)),
    }


def marketrak_of(request: HttpRequest, issue: Issue) -> dict[str, Any] | None:
    """What stands behind an issue about the retail market."""
    if issue.area != Area.RETAIL:
        return None
    return {
        "standing": standing_of(request.user, issue, market_day(timezone.now())),
        "may_import": issue.is_open and bool(permissions.can_dispute(request.user, issue)),
    }


CONTEXTS = {"dispute": dispute_of, "marketrak": marketrak_of}


def _desk(name: str) -> Any:
    return CONTEXTS[name]


def _my(name: str) -> Any:
    """The same with addresses of the participants' side."""

    def context(request: HttpRequest, issue: Issue) -> dict[str, Any] | None:
        if request.user.acting_for.applying:
            return None
        told = CONTEXTS[name](request, issue)
        return told | {"my": True} if told is not None else None

    return context


def _reads_disputes(user: Any) -> bool:
    return user.can("issues.view") if user.is_staff else user.acting_for is not None
