"""The monthly service report: what came in, how it was answered, and whether that was in time."""

from datetime import datetime
from typing import Any, Final

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import TruncMonth

from accounts.models import ReportRule
from issues.choices import Severity, TargetKind
from issues.models import Category, Issue
from issues.report_counting import (
    counted,
    ended_targets,
    reopenings,
    satisfaction,
    targets,
    touched,
    within,
)
from participants.report_scope import TEAM, Scope, over
from portal.calendars.choices import Outcome
from portal.reporting.periods import Period
from portal.reporting.registry import Asked, Report
from portal.reporting.shapes import Chart, Column, Content, Figure, Table, figures, share, tenth
from portal.scoping.today import MARKET_ZONE

MOST: Final = 60
PERCENT: Final = "%"
FIRST: Final = TargetKind.FIRST_RESPONSE
IN_TIME: Final = "Of the targets of this kind that ended in the period, met or missed: the share met"
COUNTED: Final = {
    "opened": ("Issues opened", "Issues whose day of opening lies in the period"),
    "resolved": ("Issues resolved", "Issues resolved in the period and not reopened since"),
    "closed": ("Issues closed", "Issues closed in the period and not reopened since"),
    "waiting": ("Issues open at the end", "Opened by the end of the period, and neither resolved nor ended by then"),
}


class Service:
    """The numbers of one reader's report; the statements do not depend on how many issues there are."""

    def __init__(self, user: Any, asked: Asked) -> None:
        scope, team = Scope(user), asked.rows.get("team")
        self.issues: QuerySet[Issue] = scope.of(Issue)
        if team is not None:
            self.issues = self.issues.filter(owner__team=team)
        self.everything = scope.ids is None and team is None
        self.period, self.before = asked.period, asked.period.before
        self.months = asked.period.year_of_months()

    def clocks(self, *spans: Period) -> QuerySet:
        return ended_targets(self.issues, *spans, everything=self.everything)

    def figures(self) -> Table:
        spans = (self.period, self.before)
        found = self.issues.filter(touched(*spans)).aggregate(**counted(self.period, "0"), **counted(self.before, "1"))
        found |= self.clocks(*spans).aggregate(**targets(self.period, "0"), **targets(self.before, "1"))
        found |= satisfaction(self.issues, *spans)
        self.reopened = reopenings(self.issues, *spans)
        rows = [Figure(name, found[f"{key}0"], found[f"{key}1"], means) for key, (name, means) in COUNTED.items()]
        again = [sum(one.since <= at < one.until for at, _ in self.reopened) for one in spans]
        rows.append(Figure("Reopenings", *again, "How often an issue went from resolved or closed back into work"))
        for kind in TargetKind:
            name, label = kind.name.lower(), kind.label
            ended, met = ([found[f"{name}_{what}{place}"] for place in (0, 1)] for what in ("ended", "met"))
            missed = [all_ - good for all_, good in zip(ended, met, strict=True)]
            rows += [
                Figure(f"{label}: target met", *met, "Targets of this kind that ended in the period in time"),
                Figure(f"{label}: target missed", *missed, "Targets of this kind that ended in the period too late"),
                Figure(f"{label}: in time", *map(share, met, ended), IN_TIME, PERCENT),
            ]
        rows += [
            Figure("Answers to the survey", found["answers0"], found["answers1"], "Surveys answered in the period"),
            Figure(
                "Satisfaction", tenth(found["score0"]), tenth(found["score1"]), "Average of those answers",
                "from 1 to 5",
            ),
        ]  # fmt: skip
        return figures(rows)

    def by_severity(self) -> Table:
        rows = self.issues.filter(touched(self.period)).order_by().values("severity").annotate(**counted(self.period))
        issues = {row["severity"]: row for row in rows}
        severity = Subquery(Issue.objects.filter(ref=OuterRef("subject_ref")).values("severity")[:1])
        clocks = self.clocks(self.period).order_by().annotate(severity=severity).values("severity")
        ended = {row["severity"]: row for row in clocks.annotate(**targets(self.period))}
        nothing: dict[str, int] = {}
        told = []
        for value in sorted(issues.keys() | ended.keys()):
            found, clock = issues.get(value, nothing), ended.get(value, nothing)
            first, met = clock.get("first_response_ended", 0), clock.get("first_response_met", 0)
            solved, kept = clock.get("resolution_ended", 0), clock.get("resolution_met", 0)
            counts = (found.get(key, 0) for key in COUNTED)
            told.append((Severity(value).label, *counts, share(met, first), share(kept, solved)))
        columns = (
            Column("Severity"),
            *(Column(name.removeprefix("Issues ").capitalize(), number=True) for name, _ in COUNTED.values()),
            Column("First answers in time, %", number=True),
            Column("Resolutions in time, %", number=True),
        )
        return Table("By severity", columns, tuple(told))

    def by_category(self) -> Table:
        """After `figures`, which reads the reopenings."""
        rows = (
            self.issues.filter(touched(self.period)).order_by().values("category_id").annotate(**counted(self.period))
        )
        again: dict[int, int] = {}
        for at, category in self.reopened:
            if self.period.since <= at < self.period.until:
                again[category] = again.get(category, 0) + 1
        found = {row["category_id"]: row for row in rows}
        told = [key for key, row in found.items() if again.get(key) or any(row[name] for name in COUNTED)]
        names = {one.pk: one for one in Category.objects.filter(pk__in={*told, *again})}
        told = sorted(
            names, key=lambda key: (-found.get(key, {}).get("opened", 0), names[key].area, names[key].name)
        )  # fmt: skip
        lines = [
            (
                names[key].get_area_display(),
                names[key].name,
                *(found.get(key, {}).get(name, 0) for name in COUNTED),
                again.get(key, 0),
            )
            for key in told
        ]
        columns = (
            Column("Area"),
            Column("Category"),
            *(Column(name.removeprefix("Issues ").capitalize(), number=True) for name, _ in COUNTED.values()),
            Column("Reopenings", number=True),
        )
        return Table("By category", columns, tuple(lines[:MOST]), max(0, len(lines) - MOST))

    def by_month(self, goal: int | None) -> tuple[Table, Chart]:
        """The twelve months up to the end of the period."""
        whole = Period(self.months[0].first, self.months[-1].last)
        opened = self._monthly(self.issues.filter(within("opened_at", whole)), "opened_at")
        resolved = self._monthly(self.issues.filter(within("resolved_at", whole)), "resolved_at")
        clocks = self.clocks(whole).filter(kind=FIRST)
        ended = self._monthly(clocks, "stopped_at")
        met = self._monthly(clocks.filter(outcome=Outcome.MET), "stopped_at")
        lines, shares = [], []
        for month in self.months:
            day = month.first
            shares.append(share(met.get(day, 0), ended.get(day, 0)))
            lines.append((month.label, opened.get(day, 0), resolved.get(day, 0), ended.get(day, 0), shares[-1]))
        columns = (
            Column("Month"),
            Column("Opened", number=True),
            Column("Resolved", number=True),
            Column("First answers due", "Targets for the first answer that ended in the month", number=True),
            Column("In time, %", "The share of them that was met", number=True),
        )
        labels = tuple(f"{month.first:%b %y}" for month in self.months)
        title = "First answers in time, twelve months"
        chart = Chart(title, labels, ("In time",), (tuple(shares),), PERCENT, goal)
        return Table("Twelve months", columns, tuple(lines)), chart

    def _monthly(self, rows: QuerySet, field: str) -> dict[Any, int]:
        month = TruncMonth(field, tzinfo=MARKET_ZONE)
        found = rows.order_by().annotate(month=month).values("month").annotate(count=Count("pk"))
        return {row["month"].date(): row["count"] for row in found}


def draw(user: Any, asked: Asked, now: datetime) -> Content:
    service = Service(user, asked)
    goal = ReportRule.objects.values_by_code().get(ReportRule.ANSWERS)
    first = service.figures()
    months, chart = service.by_month(goal)
    notes = ["Times are the market's. Merged issues count where they were opened; their targets do not."]
    if not asked.period.is_over(now.astimezone(MARKET_ZONE).date()):
        notes.insert(0, "The period is not over: the numbers still change.")
    return Content((first, service.by_severity(), service.by_category(), months), chart, tuple(notes))


REPORT: Final = Report(
    key="monthly-service",
    name="Monthly service report",
    about="What came in, how it was answered and resolved, targets met and missed, reopenings and satisfaction.",
    who="Account managers for the participants they look after; supervisors and auditors for all",
    icon="chart-column",
    may=lambda user: user.is_staff and user.can("issues.view"),
    draw=draw,
    choices=(TEAM,),
    order=10,
    over=over,
)
