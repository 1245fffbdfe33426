"""The clock of an article's review date: it runs while the article is published."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Final

from portal.calendars.actions.clocks import restart_clock, start_clock, stop_clock
from portal.calendars.choices import Outcome
from portal.calendars.models import Clock
from training.models import Article

CALENDAR: Final = "ercot-business"
KIND: Final = "article-review"
PLAN: Final = "article-review"
LABEL: Final = "Review of an article"


def clock_of(article: Article) -> Clock | None:
    """The latest one, running or ended."""
    return Clock.objects.of(article).filter(kind=KIND).order_by("-cycle").first()


def give_clocks(articles: Iterable[Article]) -> None:
    """Each article with its latest `clock`; one statement."""
    rows = {row.ref: row for row in articles}
    for row in rows.values():
        row.clock = None
    for clock in Clock.objects.filter(subject_ref__in=rows, kind=KIND).order_by("cycle") if rows else []:
        rows[clock.subject_ref].clock = clock


def run(article: Article, *, day: date, by: Any, now: datetime, reason: str) -> None:
    """Let the clock end on the day, with reminders of its own, whether it ran before or not."""
    clock = clock_of(article)
    if clock is None:
        start_clock(
            subject=article, kind=KIND, label=LABEL, calendar=CALENDAR, plan=PLAN, by=by, now=now, fixed_day=day
        )
    else:
        restart_clock(clock=clock, by=by, now=now, reason=reason, fixed_day=day)


def answered(article: Article, *, by: Any, now: datetime) -> None:
    """The owner has looked: in time or too late, as the clock says."""
    clock = clock_of(article)
    if clock is not None and not clock.outcome:
        stop_clock(clock=clock, by=by, now=now)


def rest(article: Article, *, by: Any, now: datetime, reason: str) -> None:
    """Nobody is reminded of what is not published any more."""
    clock = clock_of(article)
    if clock is not None and not clock.outcome:
        stop_clock(clock=clock, by=by, now=now, outcome=Outcome.CANCELED, reason=reason)
