"""Who else looks at an issue right now: kept in the cache for some seconds, never in the database.

Without the cache nobody is seen; nothing else depends on it.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.core.cache import cache
from redis.exceptions import RedisError

READING, WRITING = "reading", "writing"
WORDS: Final = {READING: "is reading this issue", WRITING: "is writing an answer"}
# A page asks every fifteen seconds; who missed two of them has left.
STAYS: Final = timedelta(seconds=40)
KEPT: Final = 120  # seconds

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Other:
    name: str
    doing: str

    @property
    def words(self) -> str:
        return WORDS[self.doing]


def seen(issue_id: int, person: Any, doing: str, now: datetime) -> list[Other]:
    """Note that the person is there, and return who else is: those who write first, then by name.

    Two who ask in the same instant may overwrite each other; the next question mends it.
    """
    doing = doing if doing in WORDS else READING
    key = f"issue-presence:{issue_id}"
    try:
        there = {who: told for who, told in (cache.get(key) or {}).items() if told[2] > (now - STAYS).timestamp()}
        cache.set(key, there | {person.pk: (person.name, doing, now.timestamp())}, KEPT)
    except RedisError:
        logger.warning("nobody is seen beside an issue: the cache does not answer")
        return []
    others = [Other(name, what) for who, (name, what, _at) in there.items() if who != person.pk]
    return sorted(others, key=lambda one: (one.doing != WRITING, one.name))
