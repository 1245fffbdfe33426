"""Drawing a report for one reader, with a limit to how long the database may count."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Final

from django.db import OperationalError, connection, transaction
from psycopg2.errors import QueryCanceled

from portal.lifecycle.refusals import Refused
from portal.reporting.papers import Paper
from portal.reporting.registry import Asked, Report
from portal.reporting.shapes import Content

AT_ONCE: Final = 8
IN_BACKGROUND: Final = 300
TOO_LONG: Final = (
    "This takes longer than a page may wait. Have it prepared in the background, or choose a shorter period."
)
SETTING: Final = "statement_timeout"


def content_of(report: Report, user: Any, asked: Asked, now: datetime, *, seconds: int = AT_ONCE) -> Content:
    """`Refused` when one statement counts for longer."""
    try:
        with bounded(seconds):
            return report.draw(user, asked, now)
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled):
            raise Refused(TOO_LONG, code="too_long") from error
        raise


def paper_of(report: Report, user: Any, asked: Asked, content: Content, now: datetime) -> Paper:
    return Paper(report.name, report.about, content, tuple(report.head(user, asked)), now)


@contextmanager
def bounded(seconds: int) -> Iterator[None]:
    """No statement inside takes longer; what was set before holds again after."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting(%s)", [SETTING])
            (before,) = cursor.fetchone()
            cursor.execute("SELECT set_config(%s, %s, true)", [SETTING, f"{seconds}s"])
        yield
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config(%s, %s, true)", [SETTING, before])
