"""What issues judge of a relationship: both sides' answers, targets that are missed now, and what was thought of it.

A target counts where it stands: among our answers once it has ended, among open breaches while it runs. While an issue
waits for the participant our targets rest, and the wait counts among the participant's answers alone.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, Final

from django.db.models import Avg, Count, F, Max, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import RowNumber
from django.urls import reverse

from issues.choices import IssueState, Severity
from issues.clocks import KINDS, SUBJECT
from issues.models import Issue, IssueStep, Survey
from issues.rules.issue_moves import ENDED
from participants import health
from participants.health import MOST_FACTS, Asked, Judged, Tally
from participants.proposals import Evidence
from participants.rules.health import percent
from participants.rules.health_terms import LEAST, STALE, WINDOW, Term
from participants.working_days import WorkingDays
from portal.calendars.choices import Outcome
from portal.calendars.models import Clock
from portal.scoping.today import market_day

OURS: Final = "our-answers"
THEIRS: Final = "their-answers"
BREACHES: Final = "open-breaches"
SATISFACTION: Final = "satisfaction"
ANSWER_DAYS: Final = Term("Business Days in which an answer is expected", 1, 60)
COST: Final = Term("Points each missed target costs", 1, 100)
SEVERE: Final = Term("Points of severity 1 and 2", 1, 100)
OVER: Final = (IssueState.RESOLVED, *ENDED)
CONTENT: Final = 4  # marks of a survey from which on it is not a fact to look at


def register() -> None:
    """Called when the app is ready."""
    health.register(OURS, our_answers, {"window_days": WINDOW, "least": LEAST, "stale_days": STALE})
    terms = {"window_days": WINDOW, "least": LEAST, "answer_days": ANSWER_DAYS, "stale_days": STALE}
    health.register(THEIRS, their_answers, terms)
    health.register(BREACHES, open_breaches, {"cost": COST, "severe_cost": SEVERE})
    health.register(SATISFACTION, satisfaction, {"window_days": WINDOW, "least": LEAST, "stale_days": STALE})


def our_answers(asked: Asked) -> Mapping[int, Judged]:
    """The share of ended targets that were met; two statements."""
    rows = _targets(asked).filter(outcome__in=[Outcome.MET, Outcome.MISSED], stopped_at__gte=asked.since)
    met, total, least = Count("pk", filter=Q(outcome=Outcome.MET)), Count("pk"), asked.terms["least"]
    counted = rows.values("participant_id").annotate(met=met, total=total, newest=Max("stopped_at"))
    facts = _facts(rows.filter(outcome=Outcome.MISSED), "stopped_at", "missed")
    found = {}
    for one in counted.order_by():
        enough = one["total"] >= least
        words = (
            f"{one['met']} of {one['total']} targets met within {asked.terms['window_days']} days"
            if enough
            else f"{one['total']} ended within {asked.terms['window_days']} days, judged from {least} on"
        )
        owner, value = one["participant_id"], percent(one["met"], one["total"]) if enough else None
        found[owner] = Judged(value, words, one["total"], market_day(one["newest"]), facts[owner])
    return found


def open_breaches(asked: Asked) -> Mapping[int, Judged]:
    """What is missed and not brought to an end yet takes points off; nothing to judge while no target runs.

    Two statements.
    """
    cost, severe_cost = asked.terms["cost"], asked.terms["severe_cost"]
    rows = _targets(asked).open().annotate(severity=_of_issue("severity"))
    severe = Q(severity__lte=Severity.HIGH)
    missed = Q(breached_at__isnull=False)
    counted = rows.values("participant_id").annotate(
        total=Count("pk"), severe=Count("pk", filter=missed & severe), others=Count("pk", filter=missed & ~severe)
    )
    facts = _facts(rows.filter(missed), "breached_at", "missed, and still open")
    found = {}
    for one in counted.order_by():
        count = one["severe"] + one["others"]
        value = max(0, 100 - severe_cost * one["severe"] - cost * one["others"])
        words = f"{count or 'None'} of {one['total']} running target{'s' * (one['total'] != 1)} missed"
        owner = one["participant_id"]
        found[owner] = Judged(value, words, one["total"], asked.today, facts[owner])
    return found


def their_answers(asked: Asked) -> Mapping[int, Judged]:
    """The share of waits for the participant that ended in time, and those that last too long; one statement.

    A wait that is not late yet is not judged, nor one that ended because we brought the issue to an end.
    """
    later = IssueStep.objects.filter(issue=OuterRef("issue"), at__gt=OuterRef("at")).order_by("at", "id")
    rows = IssueStep.objects.filter(participant__in=asked.ids, state=IssueState.WAITING, at__gte=asked.since)
    rows = rows.annotate(until=Subquery(later.values("at")[:1]), then=Subquery(later.values("state")[:1]))
    columns = ("participant_id", "at", "until", "then", "issue__ref", "issue__title", "issue__state")
    days, limit = WorkingDays(asked.now, asked.terms["window_days"]), asked.terms["answer_days"]
    found: dict[int, Tally] = defaultdict(Tally)
    for owner, at, until, then, ref, title, state in rows.order_by("-at", "-id").values_list(*columns):
        if until is None and state != IssueState.WAITING:
            continue
        day = market_day(until) if until is not None else asked.today
        waited = days.between(market_day(at), day)
        late = waited > limit
        if not late and (until is None or then in OVER):
            continue
        told = f"{title}: waited {waited} Business Days" if until else f"{title}: waits for {waited} Business Days"
        url = reverse("issues:issue-detail", args=[ref])
        found[owner].add(not late, day, Evidence(told, ref, market_day(at), url) if late else None)
    words = f"{{good}} of {{total}} answered within {limit} Business Days"
    few = "{total} to judge so far, judged from {least} on"
    return {owner: tally.judged(asked.terms["least"], words, few) for owner, tally in found.items()}


def satisfaction(asked: Asked) -> Mapping[int, Judged]:
    """The mean of the surveys' marks; two statements. What somebody wrote stays with the survey."""
    rows = Survey.objects.answered().filter(participant__in=asked.ids, answered_at__gte=asked.since)
    counted = rows.order_by().values("participant_id").annotate(
        total=Count("pk"), mean=Avg("score"), newest=Max("answered_at")
    )  # fmt: skip
    low: dict[int, list[Evidence]] = defaultdict(list)
    names = ("participant_id", "score", "answered_at", "issue__ref", "issue__title")
    worst = _first(rows.filter(score__lt=CONTENT), "answered_at", "participant_id")
    for owner, score, at, ref, title in worst.values_list(*names):
        url = reverse("issues:issue-detail", args=[ref])
        low[owner].append(Evidence(f"{title}: {score} of 5", ref, market_day(at), url))
    found, least = {}, asked.terms["least"]
    for one in counted:
        enough, answers = one["total"] >= least, f"{one['total']} answer{'s' * (one['total'] != 1)}"
        words = f"{one['mean']:.1f} of 5 in {answers}" if enough else f"{answers} so far, judged from {least} on"
        value = round((one["mean"] - 1) * 25) if enough else None
        owner = one["participant_id"]
        found[owner] = Judged(value, words, one["total"], market_day(one["newest"]), low[owner])
    return found


def _targets(asked: Asked) -> QuerySet[Clock]:
    return Clock.objects.filter(participant_id__in=asked.ids, subject_type=SUBJECT, kind__in=KINDS).order_by()


def _of_issue(name: str) -> Subquery:
    return Subquery(Issue.objects.filter(ref=OuterRef("subject_ref")).values(name)[:1])


def _facts(rows: QuerySet[Clock], at: str, words: str) -> dict[int, list[Evidence]]:
    """The latest few of each participant, with what their issues are about."""
    found: dict[int, list[Evidence]] = defaultdict(list)
    latest = _first(rows, at, "participant_id").annotate(title=_of_issue("title"))
    for owner, label, ref, title, when in latest.values_list("participant_id", "label", "subject_ref", "title", at):
        url = reverse("issues:issue-detail", args=[ref])
        found[owner].append(Evidence(f"{title or ref}: {label.lower()} {words}", ref, market_day(when), url))
    return found


def _first(rows: QuerySet[Any], at: str, by: str) -> QuerySet[Any]:
    place = Window(RowNumber(), partition_by=F(by), order_by=[F(at).desc(), F("pk").desc()])
    return rows.annotate(place=place).filter(place__lte=MOST_FACTS).order_by(f"-{at}", "-pk")
