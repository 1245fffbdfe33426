"""The access matrix: for each address (URL name, or route where it has none) who gets which answer."""

from typing import Any

from portal.tests.access.profiles import Row
from portal.tests.access.rows import (
    administration,
    api,
    calendars,
    changes,
    courses,
    deadlines,
    desk,
    knowledge,
    messages,
    my,
    obligations,
    people,
    results,
    signing_in,
    training_needs,
)

__all__ = [
    "Any",
    "Row",
    "administration",
    "api",
    "calendars",
    "changes",
    "courses",
    "deadlines",
    "desk",
    "knowledge",
    "messages",
    "my",
    "obligations",
    "people",
    "results",
    "signing_in",
    "training_needs",
]
