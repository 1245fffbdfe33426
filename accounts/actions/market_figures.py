"""How the department served the market in a month: looked at, published to all participants, withdrawn."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db import IntegrityError, transaction

from accounts import market_count
from accounts.models import MarketFigures, ReportRule, User
from accounts.report_permissions import can_publish_figures
from portal.audit import trail
from portal.lifecycle.refusals import Refused
from portal.reporting import suppression
from portal.reporting.periods import Period, month_of
from portal.scoping.today import market_day

NOTHING: Final = "No issue was opened in this month: there is nothing to publish."
MINIMUM: Final = 5
MOST_OF_ONE: Final = 85
ONCE: Final = (
    "This month was published already. Published figures stay as they are: a second version could be compared."
)


@dataclass(frozen=True, slots=True)
class Outlook:
    """What would be published: nothing in it that must not be told."""

    content: dict[str, Any]
    minimum: int
    withheld: int
    total: int | None


def outlook(month: Period) -> Outlook:
    """The month's table with what may be told of it."""
    held = ReportRule.objects.values_by_code()
    minimum = held.get(ReportRule.MINIMUM, MINIMUM)
    limits = suppression.Limits(minimum, held.get(ReportRule.MOST_OF_ONE, MOST_OF_ONE))
    crossed = market_count.crossed(month)
    told = suppression.told(crossed.grid, limits)
    rows = [{"name": name, "cells": cells} for name, cells in zip(crossed.rows, told, strict=True)]
    withheld = sum(cell is None for cells in told for cell in cells)
    return Outlook({"columns": list(crossed.columns), "rows": rows}, minimum, withheld, told[-1][-1])


@transaction.atomic
def publish_figures(*, month: date, by: User, now: datetime) -> MarketFigures:
    """Keep what all participants read of a month that is over. It is counted now and never again."""
    can_publish_figures(by).enforce()
    span = month_of(month)
    if not span.is_over(market_day(now)):
        raise Refused("Only a month that is over is published.")
    if MarketFigures.objects.filter(month=span.first).exists():
        raise Refused(ONCE)
    seen = outlook(span)
    if seen.total is None:
        raise Refused(f"Fewer than {seen.minimum} companies stand behind this month: nothing of it may be told.")
    if not seen.total:
        raise Refused(NOTHING)
    try:
        with transaction.atomic():
            figures = MarketFigures.objects.create(
                month=span.first, content=seen.content, minimum=seen.minimum, withheld=seen.withheld,
                published_at=now, published_by=by,
            )  # fmt: skip
    except IntegrityError:
        raise Refused(ONCE) from None
    told = {"month": ["", span.key], "rows": ["", str(len(seen.content["rows"]))]}
    trail.record("accounts.marketfigures.published", of=figures, by=by, at=now, changes=told)
    return figures


@transaction.atomic
def withdraw_figures(*, figures: MarketFigures, reason: str, by: User, now: datetime) -> MarketFigures:
    """Participants do not find them any more. The month stays taken."""
    figures = MarketFigures.objects.lock(figures.pk)
    can_publish_figures(by).enforce()
    reason = reason.strip()[:300]
    if not reason:
        raise Refused("Say why.")
    if figures.withdrawn_at is not None:
        raise Refused("They are withdrawn already.")
    figures.apply(withdrawn_at=now, reason=reason)
    trail.record("accounts.marketfigures.withdrawn", of=figures, by=by, at=now, reason=reason)
    return figures
