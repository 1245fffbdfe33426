"""Values that may be forgotten at any time: where the cache does not answer, they are worked out anew."""

import logging
from typing import Any

from django.core.cache import cache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)


def read(key: str) -> Any:
    """What was kept, or None."""
    try:
        return cache.get(key)
    except (RedisError, OSError):
        logger.warning("The cache does not answer.")
        return None


def write(key: str, value: Any, seconds: int) -> None:
    try:
        cache.set(key, value, seconds)
    except (RedisError, OSError):
        logger.warning("The cache does not answer.")


def claim(key: str, seconds: int) -> bool:
    """Whether nobody else has it; where the cache does not answer, everybody may."""
    try:
        return cache.add(key, True, seconds)
    except (RedisError, OSError):
        logger.warning("The cache does not answer.")
        return True


def forget(key: str) -> None:
    try:
        cache.delete(key)
    except (RedisError, OSError):
        logger.warning("The cache does not answer.")
