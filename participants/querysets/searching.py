"""Searching with typos forgiven: the conditions behind it live in the database."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import BooleanField, F, Func, TextField, Value

WORDS_AT_MOST = 8


def words_of(text: str) -> list[str]:
    """The words of a question, lower case, without what the database cannot hold."""
    return text.replace("\x00", "").lower().split()[:WORDS_AT_MOST]


def _array(words: list[str]) -> Value:
    return Value(words, output_field=ArrayField(TextField()))


class Found(Func):
    """The condition "this participant is among the best thousand that the words find", asked once a statement."""

    arg_joiner = " = ANY ((SELECT participants_found("
    template = "%(expressions)s))::bigint[])"
    output_field = BooleanField()

    def __init__(self, words: list[str], key: str = "pk", **extra: Any) -> None:
        super().__init__(F(key), _array(words), **extra)


class Matches(Func):
    """The condition "this text holds every one of the words", some letters wrong or not."""

    function = "participants_matches"
    output_field = BooleanField()

    def __init__(self, field: str, words: list[str], **extra: Any) -> None:
        super().__init__(F(field), _array(words), **extra)
