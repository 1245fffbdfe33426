"""Who hears of reports drawn in the background. Subjects hold no names, and mails a link instead of numbers."""

from typing import Any, Final

from django.db.models import QuerySet

from accounts.models import ReportRun, ReportSchedule
from portal.lifecycle import subjects
from portal.outbox import kinds

READY: Final = "accounts.reportrun.ready"
FAILED: Final = "accounts.reportrun.failed"
NOT_DRAWN: Final = "accounts.reportschedule.not_drawn"
FOLDER: Final = "outbox/accounts/"


def register() -> None:
    """Called when the app is ready."""
    subjects.register("accounts.reportrun", _runs)
    subjects.register("accounts.reportschedule", _schedules)
    kinds.register(READY, label="A report is ready", audience="staff", template=f"{FOLDER}reportrun_ready")
    kinds.register(FAILED, label="A report could not be drawn", audience="staff", template=f"{FOLDER}reportrun_failed")
    kinds.register(
        NOT_DRAWN,
        label="A scheduled report did not reach everybody",
        audience="staff",
        template=f"{FOLDER}reportschedule_not_drawn",
    )


def _runs(user: Any) -> QuerySet[ReportRun]:
    return ReportRun.objects.visible_to(user).told()


def _schedules(user: Any) -> QuerySet[ReportSchedule]:
    return ReportSchedule.objects.visible_to(user)
