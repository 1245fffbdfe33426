"""The report of departments: what account managers asked them, what was answered, and who held the time."""

from datetime import datetime
from typing import Any, Final

from django.db.models import Count, Q

from accounts.models import Department
from issues.choices import HandBack, ReferralState
from issues.models import Referral, ReferralStep
from issues.querysets.referrals import answering
from issues.referral_report import time_by_department
from issues.report_counting import within
from portal.reporting.periods import Period
from portal.reporting.registry import Asked, Choice, Report
from portal.reporting.shapes import Chart, Column, Content, Figure, Table, figures, share, tenth
from portal.scoping.today import market_day

OVERSEES: Final = "participants.see_restricted"
HOUR: Final = 3600


def may(user: Any) -> bool:
    """Whoever oversees all, and each department for itself."""
    return user.is_staff and (user.can(OVERSEES) or bool(answering(user)))


def _departments(user: Any) -> Any:
    rows = Department.objects.all()
    return rows if user.can(OVERSEES) else rows.filter(code=answering(user))


DEPARTMENT: Final = Choice(
    "department",
    "Department",
    lambda user, text: _departments(user).filter(code=text).first(),
    lambda user: list(_departments(user).order_by("name").values_list("code", "name")),
    everything="All that you may see",
)


def questions(user: Any, asked: Asked) -> Any:
    """The questions that one reader's report is about."""
    rows = Referral.objects.visible_to(user)
    if not user.can(OVERSEES):
        rows = rows.to_department(answering(user))
    chosen = asked.rows.get("department")
    return rows if chosen is None else rows.filter(department=chosen)


def draw(user: Any, asked: Asked, now: datetime) -> Content:
    rows, spans = questions(user, asked), (asked.period, asked.period.before)
    columns: dict[str, Any] = {}
    for place, span in enumerate(spans):
        columns |= {
            f"asked{place}": Count("pk", filter=within("asked_at", span)),
            f"answered{place}": Count("pk", filter=within("answered_at", span)),
            f"ended{place}": Count("pk", filter=within("ended_at", span) & Q(state=ReferralState.WITHDRAWN)),
        }
    found = rows.aggregate(**columns)
    back = _handed_back(rows, spans)
    lines = _lines(user, asked, now)
    told = [
        Figure("Questions asked", found["asked0"], found["asked1"], "Questions asked in the period"),
        Figure("Answers", found["answered0"], found["answered1"], "Questions whose answer came in the period"),
        Figure("Handed back", *back, "How often a department handed a question back in the period"),
        Figure("Withdrawn", found["ended0"], found["ended1"], "Questions withdrawn in the period"),
    ]
    notes = (
        "Time held is open business time, from the first step of a question until it ended, or until now.",
        *(() if asked.period.is_over(market_day(now)) else ("The period is not over: the numbers still change.",)),
    )
    names = tuple(line[0] for line in lines.rows[:20])
    values = (tuple(line[1] for line in lines.rows[:20]), tuple(line[2] for line in lines.rows[:20]))
    chart = Chart("Asked and answered", names, ("Asked", "Answered"), values) if names else None
    return Content((figures(told), lines, _reasons(rows, asked.period)), chart, notes)


def _lines(user: Any, asked: Asked, now: datetime) -> Table:
    shown = set(_departments(user).values_list("code", flat=True))
    if chosen := asked.rows.get("department"):
        shown &= {chosen.code}
    found = time_by_department(user, since=asked.period.first, until=asked.period.last, now=now)
    rows = tuple(
        (
            line.name,
            line.asked,
            line.answered,
            line.waiting,
            line.late,
            share(line.late, line.asked),
            tenth(line.held.department.total_seconds() / HOUR),
            tenth(line.held.manager.total_seconds() / HOUR),
        )
        for line in found
        if line.code in shown
    )
    columns = (
        Column("Department"),
        Column("Asked", "Questions asked in the period", number=True),
        Column("Answered", "Of them: answered by now", number=True),
        Column("Waiting", "Of them: with the department now", number=True),
        Column("Late", "Of them: answered after the due time, or overdue now", number=True),
        Column("Late, %", number=True),
        Column("Hours held", "Business hours for which the department held them", number=True),
        Column("Hours with us", "Business hours for which they lay with account managers", number=True),
    )
    return Table("By department", columns, rows)


def _steps_back(rows: Any) -> Any:
    return ReferralStep.objects.filter(referral__in=rows, state=ReferralState.HANDED_BACK)


def _handed_back(rows: Any, spans: tuple[Period, Period]) -> list[int]:
    columns = {f"n{place}": Count("pk", filter=within("at", span)) for place, span in enumerate(spans)}
    return list(_steps_back(rows).aggregate(**columns).values())


def _reasons(rows: Any, period: Period) -> Table:
    back = rows.filter(within("asked_at", period), state=ReferralState.HANDED_BACK)
    found = back.order_by("hand_back").values_list("hand_back").annotate(Count("pk"))
    lines = tuple((HandBack(reason).label, count) for reason, count in found)
    columns = (
        Column("Reason"),
        Column("Questions", "Asked in the period and handed back now", number=True),
    )
    return Table("Handed back now", columns, lines)


REPORT: Final = Report(
    key="departments",
    name="Questions to departments",
    about="What departments were asked, answered and handed back, how many answers were late, and who held the time.",
    who="Each department for itself; supervisors and auditors for all",
    icon="messages-square",
    may=may,
    draw=draw,
    choices=(DEPARTMENT,),
    order=50,
    over=lambda user: "All departments" if user.can(OVERSEES) else "Your department",
)
