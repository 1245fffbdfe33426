"""The report of training: sessions and seats, completions, how they were liked, coverage, and what it changed."""

from datetime import datetime
from typing import Any, Final

from django.db.models import Avg, Count, F, Q, Sum

from participants.report_scope import OVERSEES
from portal.reporting.periods import Period
from portal.reporting.registry import Asked, Report
from portal.reporting.shapes import Chart, Column, Content, Figure, Table, figures, share, tenth
from portal.scoping.today import market_day
from training.choices import EnrollmentState, SessionState
from training.models import Certificate, CourseSession, Enrollment, Evaluation, TrainingCoverage, TrainingNeed

MOST: Final = 100
HELD: Final = (SessionState.PUBLISHED, SessionState.FINISHED)
LIKED: Final = "from 1 to 5"


def may(user: Any) -> bool:
    return user.is_staff and (user.can("training.manage") or user.can(OVERSEES))


def within(field: str, period: Period) -> Q:
    return Q(**{f"{field}__gte": period.since, f"{field}__lt": period.until})


def draw(user: Any, asked: Asked, now: datetime) -> Content:
    period, spans = asked.period, (asked.period, asked.period.before)
    told = [_told(user, span, now) for span in spans]
    rows = [
        Figure(name, told[0][key], told[1][key], means, unit)
        for key, name, means, unit in (
            ("sessions", "Sessions held", "Sessions that ended in the period and were not canceled", "number"),
            ("canceled", "Sessions canceled", "Announced sessions that would have ended in it", "number"),
            ("offered", "Seats offered", "Of the sessions held, as far as seats are limited", "number"),
            ("taken", "Seats taken", "People with a seat in the sessions held", "number"),
            ("filled", "Seats filled", "Seats taken of those sessions whose seats are limited, of the seats", "%"),
            ("completed", "Completions", "Certificates whose day of completion lies in the period", "number"),
            ("people", "People who completed", "Different people among them", "number"),
            ("companies", "Participants", "Different participants among them", "number"),
            ("evaluations", "Evaluations", "Evaluations given in the period", "number"),
            ("useful", "Use for the work", "Average of what they said of it", LIKED),
        )
    ]
    courses = _by_course(user, period)
    shown = courses.rows[:16]
    chart = None
    if shown:
        values = (tuple(row[3] for row in shown), tuple(row[4] for row in shown))
        chart = Chart(
            "Seats taken and completions", tuple(str(row[0]) for row in shown), ("Seats", "Completions"), values
        )
    notes = () if period.is_over(market_day(now)) else ("The period is not over: the numbers still change.",)
    return Content((figures(rows), courses, _coverage(user), _effects(user, period)), chart, notes)


def _told(user: Any, span: Period, now: datetime) -> dict[str, Any]:
    """Of one period; five statements."""
    sessions = CourseSession.objects.visible_to(user).filter(within("ends_at", span), published_at__isnull=False)
    held = Q(state__in=HELD, ends_at__lte=now)
    found = sessions.aggregate(
        sessions=Count("pk", filter=held),
        canceled=Count("pk", filter=Q(state=SessionState.CANCELED)),
        offered=Sum("seats", filter=held, default=0),
        limited=Sum("seats_taken", filter=held & Q(seats__isnull=False), default=0),
    )
    seated = Enrollment.objects.visible_to(user).filter(
        session__in=sessions.filter(held), state=EnrollmentState.SEATED
    )  # fmt: skip
    found["taken"] = seated.count()
    found["filled"] = share(found["limited"], found["offered"])
    found |= _completions(user, span).aggregate(
        completed=Count("pk"), people=Count("contact", distinct=True), companies=Count("participant", distinct=True)
    )
    liked = Evaluation.objects.visible_to(user).filter(within("given_at", span))
    found |= liked.aggregate(evaluations=Count("pk"), useful=Avg("usefulness"))
    return found | {"useful": tenth(found["useful"])}


def _completions(user: Any, span: Period) -> Any:
    rows = Certificate.objects.visible_to(user).filter(revoked_at=None)
    return rows.filter(completed_on__gte=span.first, completed_on__lte=span.last)


def _by_course(user: Any, period: Period) -> Table:
    sessions = CourseSession.objects.visible_to(user).filter(within("ends_at", period), state__in=HELD)
    named = {"held_code": F("course__code"), "held_name": F("course__title")}
    lines: dict[str, list[Any]] = {}

    def line(row: dict[str, Any]) -> list[Any]:
        return lines.setdefault(row["held_code"], [row["held_name"], 0, 0, 0])

    for row in sessions.order_by().values(**named).annotate(count=Count("pk")):
        line(row)[1] = row["count"]
    seated = Enrollment.objects.visible_to(user).filter(session__in=sessions, state=EnrollmentState.SEATED)
    named_above = {"held_code": F("session__course__code"), "held_name": F("session__course__title")}
    for row in seated.order_by().values(**named_above).annotate(count=Count("pk")):
        line(row)[2] = row["count"]
    for row in _completions(user, period).order_by().values(**named).annotate(count=Count("pk")):
        line(row)[3] = row["count"]
    told = sorted(lines.items(), key=lambda item: (-item[1][2], -item[1][3], item[0]))
    columns = (
        Column("Code"),
        Column("Course"),
        Column("Sessions", "Announced sessions that end in the period", number=True),
        Column("Seats taken", "In those sessions", number=True),
        Column("Completions", "Certificates whose day of completion lies in the period", number=True),
    )
    return Table("By course", columns, tuple((code, *row) for code, row in told[:MOST]), max(0, len(told) - MOST))


def _coverage(user: Any) -> Table:
    """As it stands now: there is no record of earlier days."""
    found = TrainingCoverage.objects.visible_to(user).aggregate(
        companies=Count("pk"), full=Count("pk", filter=Q(percent=100)), none=Count("pk", filter=Q(percent=0)),
        all_wanted=Sum("wanted", default=0), all_covered=Sum("covered", default=0),
        all_enrolled=Sum("enrolled", default=0),
    )  # fmt: skip
    rows = (
        ("Participants that need courses", found["companies"]),
        ("Of them with every course covered", found["full"]),
        ("Of them with none covered", found["none"]),
        ("Courses needed by them, in sum", found["all_wanted"]),
        ("Of these covered by a certificate", found["all_covered"]),
        ("Of these only somebody enrolled", found["all_enrolled"]),
        ("Covered, %", share(found["all_covered"], found["all_wanted"])),
    )
    return Table("Coverage now", (Column("What"), Column("Number", number=True)), rows)


def _effects(user: Any, period: Period) -> Table:
    needs = TrainingNeed.objects.visible_to(user).filter(effect_count__isnull=False).filter(within("held_at", period))
    rows = tuple(needs.order_by("-held_at", "id").values_list("title", "baseline_count", "effect_count")[:MOST])
    columns = (
        Column("Training need"),
        Column("Cases before", "In ninety days before the training", number=True),
        Column("Cases after", "In ninety days after its last session", number=True),
    )
    return Table("Effect of what was held", columns, rows)


REPORT: Final = Report(
    key="training",
    name="Training",
    about="Sessions and seats, completions, evaluations, how well participants are covered, and what training changed.",
    who="Training coordinators, supervisors and auditors",
    icon="graduation-cap",
    may=may,
    draw=draw,
    order=60,
    over=lambda user: "All participants",
)
