"""However many ask, an answer is worked out once an interval."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from redis.exceptions import RedisError

from portal.web import cached
from portal.web.remembered import remembered

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


def test_one_of_many_works_it_out_and_the_others_are_told_the_former_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    cache.delete("tests:remembered")
    asked: list[str] = []

    def ask(word: str, at: datetime) -> Any:
        return remembered("tests:remembered", lambda: asked.append(word) or word, now=at, seconds=30)

    assert ask("first", NOW).value == "first"
    assert ask("too early", NOW + timedelta(seconds=29)).value == "first"
    # Somebody works it out at this moment: whoever asks meanwhile does not.
    assert cached.claim("tests:remembered:claim", 30)
    told = ask("at the same time", NOW + timedelta(seconds=31))
    assert (told.value, told.at) == ("first", NOW)
    cached.forget("tests:remembered:claim")
    assert ask("next", NOW + timedelta(seconds=31)).value == "next"
    with pytest.raises(ZeroDivisionError):
        remembered("tests:remembered", lambda: 1 / 0, now=NOW + timedelta(hours=1), seconds=30)
    assert ask("after a failure", NOW + timedelta(hours=1)).value == "after a failure"
    assert asked == ["first", "next", "after a failure"]

    def broken(*args: Any, **kwargs: Any) -> Any:
        raise RedisError

    for name in ("get", "set", "add", "delete"):
        monkeypatch.setattr(cache, name, broken)
    assert ask("without a cache", NOW).value == "without a cache"
