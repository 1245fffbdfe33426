"""One participant, for the review meeting: registrations, issues, obligations, training, and its health."""

from datetime import datetime
from typing import Any, Final

from django.db.models import Count, Q

from issues.choices import TargetKind
from issues.models import Dispute, Issue
from issues.report_counting import counted, ended_targets, reopenings, satisfaction, targets, touched
from issues.report_disputes import filed
from issues.report_service import COUNTED
from participants.models import Health, Obligation, Participant, Registration
from participants.querysets.health import SEES
from participants.report_obligations import COUNTED as OWED
from participants.report_obligations import by_type, counts, kept, with_day
from participants.report_scope import PARTICIPANT
from portal.reporting.registry import Asked, Report
from portal.reporting.shapes import Chart, Column, Content, Figure, Table, figures, share, tenth
from portal.scoping.today import market_day
from training.models import Certificate, TrainingCoverage

MOST: Final = 50
FIRST: Final = TargetKind.FIRST_RESPONSE.name.lower()


def draw(user: Any, asked: Asked, now: datetime) -> Content:
    participant = asked.rows["participant"]
    issues = Issue.objects.visible_to(user).of(participant)
    tables = (
        figures(_figures(user, participant, issues, asked)),
        _registrations(user, participant),
        _open_issues(issues),
        by_type(with_day(Obligation.objects.visible_to(user).of(participant)), asked.period),
        _training(user, participant),
        *_health(user, participant),
    )
    notes = () if asked.period.is_over(market_day(now)) else ("The period is not over: the numbers still change.",)
    return Content(tables, _chart(issues, asked), notes)


def _figures(user: Any, participant: Participant, issues: Any, asked: Asked) -> list[Figure]:
    spans = (asked.period, asked.period.before)
    found = issues.filter(touched(*spans)).aggregate(**counted(spans[0], "0"), **counted(spans[1], "1"))
    clocks = ended_targets(issues, *spans, everything=False)
    found |= clocks.aggregate(**targets(spans[0], "0"), **targets(spans[1], "1"))
    found |= satisfaction(issues, *spans)
    again = reopenings(issues, *spans)
    owed = with_day(Obligation.objects.visible_to(user).of(participant))
    found |= owed.aggregate(**counts(spans[0], "0"), **counts(spans[1], "1"))
    found |= _counted(Dispute.objects.visible_to(user).of(participant), "filed", *map(filed, spans))
    done = [Q(completed_on__gte=one.first, completed_on__lte=one.last) for one in spans]
    learned = Certificate.objects.visible_to(user).of(participant).filter(revoked_at=None)
    found |= _counted(learned, "learned", *done)
    means = "Of the targets for the first answer that ended in the period: the share met"
    return [
        *(Figure(name, found[f"{key}0"], found[f"{key}1"], about) for key, (name, about) in COUNTED.items()),
        Figure(
            "Reopenings",
            *(sum(one.since <= at < one.until for at, _ in again) for one in spans),
            "How often an issue went from resolved or closed back into work",
        ),
        Figure(
            "First answers in time",
            *(share(found[f"{FIRST}_met{place}"], found[f"{FIRST}_ended{place}"]) for place in (0, 1)),
            means,
            "%",
        ),
        Figure("Satisfaction", tenth(found["score0"]), tenth(found["score1"]), "Average of surveys", "from 1 to 5"),
        *(
            Figure(f"Obligations: {name.lower()}", found[f"{key}0"], found[f"{key}1"], about)
            for key, (name, about) in OWED.items()
        ),
        Figure("Obligations in time", kept(found, "0"), kept(found, "1"), "Of what was due and not excused", "%"),
        Figure("Disputes filed", found["filed0"], found["filed1"], "By their day of filing"),
        Figure("Courses completed", found["learned0"], found["learned1"], "Certificates by their day of completion"),
    ]


def _counted(rows: Any, name: str, *spans: Q) -> dict[str, int]:
    return rows.aggregate(**{f"{name}{place}": Count("pk", filter=span) for place, span in enumerate(spans)})


def _registrations(user: Any, participant: Participant) -> Table:
    rows = Registration.objects.visible_to(user).of(participant).select_related("role").order_by("role__order", "id")
    lines = [(row.ref, row.role.name, row.short_name, row.get_status_display()) for row in rows[: MOST + 1]]
    columns = (Column("Registration"), Column("Market role"), Column("Short name"), Column("Status now"))
    return Table("Registrations", columns, tuple(lines[:MOST]), rows.count() - MOST if len(lines) > MOST else 0)


def _open_issues(issues: Any) -> Table:
    rows = issues.still_open().order_by("severity", "opened_at", "id")
    lines = [
        (row.ref, row.title, row.get_severity_display(), row.get_state_display(), f"{market_day(row.opened_at)}")
        for row in rows[: MOST + 1]
    ]
    columns = (Column("Issue"), Column("Title"), Column("Severity"), Column("State now"), Column("Opened"))
    return Table("Open issues now", columns, tuple(lines[:MOST]), rows.count() - MOST if len(lines) > MOST else 0)


def _training(user: Any, participant: Participant) -> Table:
    row = TrainingCoverage.objects.visible_to(user).of(participant).first()
    lines: tuple[tuple[Any, ...], ...] = ()
    if row is not None:
        lines = (
            ("Courses needed for its market roles", row.wanted),
            ("Of them covered by a certificate", row.covered),
            ("Of them only somebody enrolled", row.enrolled),
            ("Covered, %", row.percent),
        )
    return Table("Training now", (Column("What"), Column("Number", number=True)), lines)


def _health(user: Any, participant: Participant) -> list[Table]:
    """Only for those who see how relationships stand."""
    row = Health.objects.visible_to(user).of(participant).first() if user.can(SEES) else None
    if row is None or row.day is None:
        return []
    told = [("As a whole", row.score, row.get_mark_display() or "Too little to judge")]
    told += [(one["name"], one["value"], one["words"]) for one in row.measures]
    columns = (Column("Measure"), Column("Of 100", number=True), Column("Why"))
    return [Table(f"Relationship health on {row.day} (staff only)", columns, tuple(told))]


def _chart(issues: Any, asked: Asked) -> Chart:
    """Twelve months in one statement."""
    months = asked.period.year_of_months()
    columns: dict[str, Any] = {}
    for place, month in enumerate(months):
        columns |= {f"{name}{place}": count for name, count in counted(month).items() if name in ("opened", "resolved")}
    found = issues.filter(touched(*months)).aggregate(**columns)
    values = tuple(tuple(found[f"{name}{place}"] for place in range(len(months))) for name in ("opened", "resolved"))
    labels = tuple(f"{month.first:%b %y}" for month in months)
    return Chart("Issues opened and resolved, twelve months", labels, ("Opened", "Resolved"), values)


REPORT: Final = Report(
    key="participant",
    name="One participant",
    about="For the review meeting: registrations, issues, obligations, disputes, training, and its health.",
    who="Its account managers; supervisors and auditors for every participant",
    icon="building-2",
    may=lambda user: user.is_staff and user.can("issues.view"),
    draw=draw,
    choices=(PARTICIPANT,),
    order=20,
    over=lambda user: "What you may see of this participant",
)
