"""What stands around an issue at the desk: followers, relations, tags, drafts, times, closing and articles.

The page itself asks for none of it: it is loaded once the conversation stands.
"""

from datetime import datetime, timedelta
from typing import Any, Final

from issues import permissions
from issues.actions import reopening
from issues.choices import IssueState, Side
from issues.models import Comment, Draft, Issue, IssueLink, IssueStep, IssueTag, Merge, Survey, Watcher
from issues.rules import closing, state_times
from participants.choices import MembershipKind
from portal.calendars import worktime
from portal.lifecycle.subjects import type_of
from training.models import ArticleUse
from training.permissions import can_use_articles
from training.suggesting import suggest

MOST: Final = 50
SUGGESTED: Final = 3
LABELS: Final = dict(IssueState.choices)


def of_issue(user: Any, issue: Issue, now: datetime) -> dict[str, Any]:
    """Everything of it; the same few statements whatever there is."""
    may_work = permissions.can_work_on_issue(user, issue)
    return {
        "may_work": may_work,
        "may_write": permissions.can_write_issues(user),
        **followers(user, issue),
        **relations(user, issue),
        "tags": [row.tag for row in IssueTag.objects.visible_to(user).filter(issue=issue).select_related("tag")],
        "drafts": list(Draft.objects.visible_to(user).filter(issue=issue).select_related("handed_by")),
        "times": times(user, issue, now),
        **articles(user, issue),
        "survey": Survey.objects.visible_to(user).filter(issue=issue).answered().first(),
        "may_reopen": issue.state in (IssueState.RESOLVED, IssueState.CLOSED) and not reopening.too_late(issue, now),
        "may_continue": not issue.is_open and bool(permissions.can_open_issue(user, issue.participant)),
    }


def followers(user: Any, issue: Issue) -> dict[str, Any]:
    """Who follows, ours and theirs, and whether the person does."""
    rows = Watcher.objects.visible_to(user).filter(issue=issue).watching().select_related("user", "contact", "added_by")
    found = list(rows[:MOST])
    return {
        "followers": [(side.label, [row for row in found if row.side == side]) for side in Side],
        "following": any(row.user_id == user.pk for row in found),
    }


def relations(user: Any, issue: Issue) -> dict[str, Any]:
    """The issue above, those beneath, links in both directions, and what was merged into it."""
    seen = Issue.objects.visible_to(user)
    beneath = list(seen.filter(parent=issue).order_by("ended_at", "id")[:MOST])
    links = IssueLink.objects.visible_to(user).select_related("issue", "other")
    ours, theirs = links.filter(issue=issue), links.filter(other=issue)
    return {
        "parent": issue.parent,
        "children": beneath,
        "open_children": sum(row.is_open for row in beneath),
        "outlived": issue.state in (IssueState.RESOLVED, IssueState.CLOSED) and any(row.is_open for row in beneath),
        "links": [(row, row.get_kind_display(), row.other) for row in ours[:MOST]]
        + [(row, f"{row.get_kind_display()} (the other way round)", row.issue) for row in theirs[:MOST]],
        "merged": list(seen.filter(merged_into=issue).order_by("id")[:MOST]),
        "merge": Merge.objects.visible_to(user).filter(issue=issue, undone_at=None).select_related("into").first(),
    }


def times(user: Any, issue: Issue, now: datetime) -> list[dict[str, Any]]:
    """The time in each state, and how much of it was working time; ended ones stand still."""
    steps = IssueStep.objects.visible_to(user).filter(issue=issue).values_list("state", "at")
    until = issue.ended_at or now
    held = state_times.held(state_times.stays(steps), until, _working())
    longest = max((one.total for one in held), default=timedelta()) or timedelta(seconds=1)
    return [
        {
            "label": LABELS[one.state],
            "total": state_times.in_words(one.total),
            "working": state_times.in_words(one.working),
            "percent": round(100 * (one.total / longest)),
            "times": one.times,
        }
        for one in held
        if one.total or one.state == issue.state
    ]


def articles(user: Any, issue: Issue) -> dict[str, Any]:
    """What may answer it, and what was cited in its answers."""
    if not can_use_articles(user):
        return {"suggestions": [], "uses": []}
    answers = Comment.objects.filter(issue=issue, side=Side.OPERATOR).values("ref")
    uses = ArticleUse.objects.filter(answer_type=type_of(Comment), answer_ref__in=answers)
    used = list(dict.fromkeys(row.version.article for row in uses.select_related("version__article")[:MOST]))
    known = {article.ref for article in used}
    text = f"{issue.title} {issue.category.name} {issue.subcategory}"
    found = suggest(user, text, limit=SUGGESTED + len(known)) if issue.is_open else []
    return {"suggestions": [one for one in found if one.ref not in known][:SUGGESTED], "uses": used}


def _working() -> Any:
    calendar = reopening.working_calendar()
    if calendar is None:
        return lambda start, end: timedelta()
    return lambda start, end: worktime.elapsed(calendar, start, end)


def my_panel(user: Any, issue: Issue, now: datetime) -> dict[str, Any]:
    """On the participants' side: the colleagues who follow, and what is possible once it is over."""
    rows = Watcher.objects.visible_to(user).filter(issue=issue).watching()
    admin = user.acting_for.kind == MembershipKind.ADMIN
    found = [(row, admin or user.pk in (row.user_id, row.added_by_id)) for row in named(rows)[:MOST]]
    return {
        "followers": found,
        "following": any(row.user_id == user.pk for row, _may in found),
        "leaving_hides": not user.acting_for.sees_company and issue.reporter_id != user.pk,
        "over": not issue.is_open,
        "too_late": reopening.too_late(issue, now),
        "closes_at": _closes_at(issue),
    }


def named(rows: Any) -> Any:
    """Followers with what the wall lets one read of a person: the name."""
    return rows.select_related("user", "contact").only(
        "ref", "user", "contact", "reason", "side", "issue", "participant", "added_by", "left_at",
        "user__name", "contact__name",
    )  # fmt: skip


def _closes_at(issue: Issue) -> datetime | None:
    """When it closes by itself, by the calendar as it is now."""
    if issue.state != IssueState.RESOLVED or issue.resolved_at is None:
        return None
    calendar = reopening.working_calendar()
    return closing.closes_at(calendar, issue.resolved_at) if calendar is not None else None
