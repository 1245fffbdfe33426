"""What issues know for account plans: facts of one participant, and themes they suggest for many."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Count, Min

from issues.choices import Area, IssueState
from issues.models import Category, Escalation, Issue
from participants import facts, proposals
from participants.facts import Fact
from participants.models import Participant
from participants.proposals import Evidence, Found
from portal.scoping.today import market_day

HALF_A_YEAR: Final = timedelta(days=182)
YEAR: Final = timedelta(days=365)
THEME: Final = 3  # so many issues of a category within half a year are a theme
MOST_RECENT: Final = 12
UNCOUNTED: Final = (IssueState.WITHDRAWN, IssueState.MERGED)


def register() -> None:
    """Called when the app is ready."""
    facts.register("open-issues", "Open issues", open_issues, order=20, shared=True)
    facts.register("escalations", "Escalations of the last 12 months", escalations, order=65, shared=False)
    proposals.register("issue-themes", "Issues that come again", propose_themes)


def open_issues(participant: Participant, user: Any, now: datetime) -> Iterable[Fact]:
    """By area: how many, and since when the oldest waits. One statement."""
    rows = Issue.objects.visible_to(user).filter(participant=participant).still_open().order_by()
    counted = rows.values("area").annotate(count=Count("pk"), oldest=Min("opened_at")).order_by("-count", "area")
    for row in counted:
        words = f"{Area(row['area']).label}: {row['count']} open"
        yield Fact(f"{words}, the oldest since", day=market_day(row["oldest"]))


def escalations(participant: Participant, user: Any, now: datetime) -> Iterable[Fact]:
    """Those that stand, then those that ended within a year."""
    rows = Escalation.objects.visible_to(user).filter(participant=participant, opened_at__gte=now - YEAR)
    for row in rows.select_related("issue").order_by("-ended_at", "-opened_at", "-id")[:MOST_RECENT]:
        standing = row.ended_at is None
        words = f"{row.level} {row.issue.ref} {row.issue.title}{'' if standing else ', ended'}"
        yield Fact(words, row.ref, row.get_absolute_url(), market_day(row.opened_at), urgent=standing)


def propose_themes(participants: Collection[int], now: datetime) -> Iterable[Found]:
    """An objective for each category of which a participant raised several issues within half a year."""
    rows = Issue.objects.filter(participant__in=participants, opened_at__gte=now - HALF_A_YEAR)
    rows = rows.exclude(state__in=UNCOUNTED)
    themes = list(
        rows.order_by().values("participant", "category").annotate(count=Count("pk")).filter(count__gte=THEME)
    )
    if not themes:
        return
    names = dict(Category.objects.filter(pk__in={row["category"] for row in themes}).values_list("pk", "name"))
    codes = dict(Category.objects.filter(pk__in=names).values_list("pk", "code"))
    cases: dict[tuple[int, int], list[Issue]] = defaultdict(list)
    wanted = {(row["participant"], row["category"]) for row in themes}
    alike = rows.filter(participant__in={owner for owner, _ in wanted}, category__in=names)
    for issue in alike.only("ref", "title", "opened_at", "participant_id", "category_id").order_by("-opened_at", "-id"):
        key = (issue.participant_id, issue.category_id)
        if key in wanted:
            cases[key].append(issue)
    for (owner, category), issues in cases.items():
        yield Found(
            owner,
            codes[category],
            f"Fewer issues about “{names[category]}”: {len(issues)} within half a year",
            detail="The same kind of matter comes again: find the cause together and measure whether it stops.",
            evidence=[
                Evidence(issue.title, issue.ref, market_day(issue.opened_at), issue.get_absolute_url())
                for issue in issues[:MOST_RECENT]
            ],
        )
