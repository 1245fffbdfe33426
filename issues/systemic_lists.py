"""Which open issues are likely to come from the same cause."""

from typing import Any, Final

from django.db.models import Exists, OuterRef, QuerySet

from issues.models import Issue, SystemicIssue, SystemicMember

SUGGESTED: Final = 30


def candidates(user: Any, systemic: SystemicIssue, wanted: dict[str, Any]) -> list[Issue]:
    """Open ones that belong to no cause yet, by category, operating day and words; the newest first.

    Without a choice: those that share category and operating day with one that is joined already.
    """
    taken = SystemicMember.objects.joined().filter(issue=OuterRef("pk"))
    rows = Issue.objects.visible_to(user).still_open().filter(~Exists(taken)).select_related("participant")
    if not any(wanted.values()):
        return list(_alike(rows, systemic)[:SUGGESTED])
    if wanted.get("category"):
        rows = rows.filter(category=wanted["category"])
    if wanted.get("operating_day"):
        rows = rows.filter(operating_day=wanted["operating_day"])
    for word in (wanted.get("words") or "").replace("\x00", "").split()[:6]:
        rows = rows.filter(title__icontains=word)
    return list(rows.order_by("-opened_at", "-id")[:SUGGESTED])


def _alike(rows: QuerySet[Issue], systemic: SystemicIssue) -> QuerySet[Issue]:
    joined = SystemicMember.objects.joined().filter(systemic=systemic)
    same = joined.filter(issue__category=OuterRef("category"), issue__operating_day=OuterRef("operating_day"))
    return rows.filter(Exists(same), operating_day__isnull=False).order_by("-opened_at", "-id")


def open_members(user: Any, systemic: SystemicIssue) -> list[Issue]:
    """The joined issues that somebody still has to act on."""
    joined = SystemicMember.objects.visible_to(user).joined().filter(systemic=systemic)
    rows = Issue.objects.visible_to(user).still_open().filter(pk__in=joined.values("issue"))
    return list(rows.select_related("participant").order_by("participant__name", "id"))
