"""Which kinds of deadlines lists and figures tell apart. Apps register theirs in `ready()`; the rest is "other"."""

from collections.abc import Collection
from typing import Final

from django.db.models import Q

OTHER: Final = "other"

_kinds: dict[str, tuple[int, str]] = {}


def register(type_: str, label: str, *, order: int) -> None:
    """`type_` is that of the subject ("participants.followup"); the same type again replaces it."""
    _kinds[type_] = order, label


def kinds() -> dict[str, str]:
    """Labels by type in their order, what else there is at the end."""
    ordered = sorted(_kinds, key=lambda type_: _kinds[type_])
    return {type_: _kinds[type_][1] for type_ in ordered} | {OTHER: "Other"}


def kind_of(type_: str) -> str:
    return type_ if type_ in _kinds else OTHER


def of_kind(kind: str) -> Q:
    """The condition on clocks; of any kind where none is named."""
    if kind == OTHER:
        return ~Q(subject_type__in=_named())
    return Q(subject_type=kind) if kind else Q()


def _named() -> Collection[str]:
    return sorted(_kinds)
