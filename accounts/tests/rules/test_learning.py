"""Where a step of a learning plan stands."""

from datetime import date

import pytest

from accounts.learning_sources import Progress
from accounts.rules.learning import DONE, LATE, OPEN, standing

DAY = date(2026, 6, 10)
BEFORE, AFTER = date(2026, 6, 9), date(2026, 6, 11)


@pytest.mark.parametrize(
    ("times", "kept_on", "facts", "today", "state", "done"),
    [
        (1, None, None, DAY, OPEN, 0),  # on the very day it is not late
        (1, None, None, AFTER, LATE, 0),
        (1, BEFORE, None, AFTER, DONE, 1),
        (3, None, Progress(2), DAY, OPEN, 2),
        (3, None, Progress(2), AFTER, LATE, 2),
        (3, None, Progress(3, BEFORE), AFTER, DONE, 3),
        (3, None, Progress(7, BEFORE), AFTER, DONE, 3),
        (1, BEFORE, Progress(0), AFTER, LATE, 0),  # a fact that is gone counts more than what was kept
    ],
)
def test_a_step_stands_as_its_facts_say(
    times: int, kept_on: date | None, facts: Progress | None, today: date, state: str, done: int
) -> None:
    found = standing(times=times, target_on=DAY, kept_on=kept_on, facts=facts, today=today)
    assert (found.state, found.done) == (state, done)
