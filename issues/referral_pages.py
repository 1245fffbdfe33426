"""What questions to departments and escalations add to menus, other pages and the search."""

from typing import Any, Final

from django.db.models import Case, Q, QuerySet, When
from django.http import HttpRequest

from issues import issue_reading, permissions
from issues.clocks import latest
from issues.models import DeskCall, Escalation, Issue, Referral, SystemicIssue, SystemicMember
from issues.referral_deadlines import ESCALATION, REFERRAL
from issues.rules.referral_moves import UNSETTLED
from participants import timeline
from portal.calendars.models import Clock
from portal.lifecycle.rows_along import RowsAlong
from portal.lifecycle.subjects import type_of
from portal.search import registry
from portal.search.registry import Hit, Rows
from portal.web import navigation, panels

APP: Final = "issues"


def _referrals(user: Any) -> QuerySet[Referral]:
    """Open ones first, as they were asked."""
    open_first = Case(When(state__in=UNSETTLED, then=0), default=1)
    return Referral.objects.visible_to(user).order_by(open_first, "asked_at", "id")


def _joined(user: Any) -> QuerySet[SystemicMember]:
    return SystemicMember.objects.visible_to(user).joined().order_by()


REFERRALS: Final = RowsAlong(
    "referral_rows",
    Referral,
    ("ref", "title", "state", "hand_back", "department__name", "taken_by__name"),
    _referrals,
    of="issue",
)
CALLS: Final = RowsAlong(
    "call_rows",
    DeskCall,
    ("department__name", "spoke_with", "called_at", "by__name"),
    lambda user: DeskCall.objects.visible_to(user),
    of="issue",
)
ESCALATIONS: Final = RowsAlong(
    "escalation_rows",
    Escalation,
    ("ref", "level", "cause", "opened_at", "ended_at", "ending", "plan"),
    lambda user: Escalation.objects.visible_to(user).order_by("-opened_at", "-id"),
    of="issue",
)
SYSTEMIC: Final = RowsAlong(
    "systemic_rows", SystemicMember, ("systemic__ref", "systemic__title"), _joined, of="issue", most=1
)


def referrals_of(request: HttpRequest, issue: Issue) -> dict[str, Any]:
    """Open ones first, as they were asked; all of it came with the issue."""
    return {
        "referrals": _timed(REFERRALS, issue, REFERRAL),
        "calls": CALLS.read(issue),
        "desk": issue.category.call_the_desk,
        "may_refer": issue.is_open and permissions.can_refer(request.user, issue),
    }


def escalations_of(request: HttpRequest, issue: Issue) -> dict[str, Any]:
    member = next(iter(SYSTEMIC.read(issue)), None)
    return {
        "escalations": _timed(ESCALATIONS, issue, ESCALATION),
        "systemic": member.systemic if member is not None else None,
        "may_escalate": issue.is_open and permissions.can_escalate(request.user, issue),
    }


def _timed(rows: RowsAlong, issue: Issue, kind: str) -> list[Any]:
    """Each with its latest clock, of those the page has read."""
    found = rows.read(issue)
    for row in found:
        row.clock = latest(issue.page_clocks[row.ref], kind)
    return found


def may_ask_escalation(request: HttpRequest, issue: Issue) -> dict[str, Any] | None:
    return {} if issue.is_open else None


def _referrals(user: Any, words: str) -> QuerySet:
    """By subject or reference; open ones first, the next due before later ones. A department's own names no issue."""
    words = words.replace("\x00", "")
    named = Q(title__icontains=words) | Q(ref__iexact=words)
    open_first = Case(When(state__in=UNSETTLED, then=0), default=1)
    return Referral.objects.visible_to(user).filter(named).order_by(open_first, "due_at", "id")


def _referral(user: Any, row: Any) -> Hit:
    parts = [row.department.name, row.get_state_display()]
    if user.can("issues.view"):
        parts.append(row.issue.ref)
    return Hit(row.title, row.get_absolute_url(), " · ".join(parts), "message-circle-question-mark")


def _systemic(user: Any, words: str) -> QuerySet:
    named = Q(title__icontains=words.replace("\x00", "")) | Q(ref__iexact=words.replace("\x00", ""))
    return SystemicIssue.objects.visible_to(user).filter(named).order_by("state", "-opened_at", "-id")


def _one_systemic(user: Any, row: Any) -> Hit:
    return Hit(row.title, row.get_absolute_url(), row.get_state_display(), "network")


def sees_referrals(user: Any) -> bool:
    return bool(permissions.can_view_referrals(user))


def closed_events(user: Any) -> Q | None:
    """Whoever reads no issues learns nothing of them from a participant's timeline: else a department could tell from
    it whose question it answers."""
    if user.can("issues.view"):
        return None
    clocks = Clock.objects.filter(subject_type__startswith=f"{APP}.").values("ref")
    return Q(verb__startswith=f"{APP}.") | Q(object_type=type_of(Clock), object_ref__in=clocks)


def register() -> None:
    """Called when the app is ready."""
    timeline.keep(closed_events)
    for rows in (REFERRALS, CALLS, ESCALATIONS, SYSTEMIC):
        issue_reading.along(rows)
    navigation.register(
        "desk",
        "referrals",
        "Referrals",
        "message-circle-question-mark",
        "issues:referral-list",
        visible=sees_referrals,
        order=51,
        section="Issue work",
        match=("issues:referral",),
    )
    navigation.register(
        "desk",
        "escalations",
        "Escalations",
        "trending-up",
        "issues:escalation-list",
        visible=lambda user: user.can("issues.view"),
        order=52,
        section="Issue work",
        match=("issues:escalation", "issues:escalate", "issues:systemic"),
    )
    panels.register(
        "issue",
        "referrals",
        template="issues/_issue_referrals.html",
        context=referrals_of,
        visible=lambda user, of: user.is_staff,
        order=30,
    )
    panels.register(
        "issue",
        "escalations",
        template="issues/_issue_escalations.html",
        context=escalations_of,
        visible=lambda user, of: user.is_staff,
        order=25,
        place="aside",
    )
    panels.register(
        "my-issue",
        "escalation",
        template="issues/_my_escalation.html",
        context=may_ask_escalation,
        order=90,
        place="aside",
    )
    referrals = Rows(_referrals, ("ref", "title", "state", "department__name", "issue__ref"), _referral)
    registry.register("referrals", "Questions to departments", referrals, visible=sees_referrals)
    systemic = Rows(_systemic, ("ref", "title", "state"), _one_systemic)
    registry.register("systemic-issues", "Systemic issues", systemic, visible=lambda user: user.can("issues.view"))
