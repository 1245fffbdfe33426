"""A schedule of the manager's, a report prepared for each of the staff, and a published month, for the walks."""

from datetime import date, datetime, timedelta
from typing import Any

from accounts.models import MarketFigures, ReportRun, ReportSchedule, User
from accounts.report_choices import Rhythm, RunState

EMPTY = {"tables": [], "chart": None, "notes": []}


def furnish_reports(manager: User, *, now: datetime) -> dict[str, Any]:
    schedule = ReportSchedule.objects.create(
        report="monthly-service", rhythm=Rhythm.MONTHLY, owner=manager, made_at=now, next_on=date(2099, 1, 5),
        next_at=now + timedelta(days=30),
    )  # fmt: skip
    schedule.recipients.add(manager)
    run = ReportRun.objects.create(
        report="monthly-service", period="2026-01", person=manager, state=RunState.READY, asked_at=now, try_at=now,
        ready_at=now, expires_at=now + timedelta(days=30), content=EMPTY,
    )  # fmt: skip
    figures = MarketFigures.objects.create(
        month=date(2026, 1, 1), content={"columns": ["All"], "rows": [{"name": "All", "cells": [40]}]}, minimum=5,
        published_at=now, published_by=manager,
    )  # fmt: skip
    return {"report_schedule": schedule, "report_run": run, "market_figures": figures}
