"""Keyset paging: a page begins after (or ends before) a named row, so its cost does not grow with its depth.

The row is named by its public reference; its sort values are read from the scoped list itself, so the
address of a page holds no fact of any row.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import IntegerField, Q, QuerySet, Subquery

COUNT_LIMIT = 1000


@dataclass(frozen=True, slots=True)
class Page:
    """`first` and `last` name the page's outer rows; `total` is words: "37" or "1,000+"."""

    rows: list[Any]
    has_next: bool
    has_previous: bool
    total: str
    named_by: str = "ref"

    @property
    def first(self) -> str:
        return str(getattr(self.rows[0], self.named_by)) if self.rows else ""

    @property
    def last(self) -> str:
        return str(getattr(self.rows[-1], self.named_by)) if self.rows else ""


def paginate(
    rows: QuerySet,
    order: Sequence[str],
    *,
    after: str = "",
    before: str = "",
    size: int = 50,
    named_by: str = "ref",
    total: str = "",
) -> Page:
    """One page of `rows` in `order` (field names, "-" for descending; the last must be unique; none nullable).

    An unknown `after` or `before` (the row went out of sight) gives the first page. `named_by`: the field by
    which `after` and `before` name a row. `total`: how many there are, where the page has counted them already.
    """
    total = total or bounded_count(rows)
    backwards = bool(before)
    bound = _keys(rows, order, before or after, named_by)
    walked = rows.order_by(*(reverse(order) if backwards else order))
    if bound is not None:
        walked = walked.filter(beyond(reverse(order) if backwards else order, bound))
    found = list(walked[: size + 1])
    more = len(found) > size
    found = found[:size]
    if backwards and bound is not None:
        return Page(found[::-1], True, more, total, named_by)
    return Page(found, more, bound is not None, total, named_by)


def _keys(rows: QuerySet, order: Sequence[str], named: str, named_by: str) -> tuple[Any, ...] | None:
    """The sort values of the named row, if it is among the rows."""
    if not named:
        return None
    return rows.filter(**{named_by: named}).order_by().values_list(*(name.lstrip("-") for name in order)).first()


def reverse(order: Sequence[str]) -> tuple[str, ...]:
    """The same order walked from the other end."""
    return tuple(name[1:] if name.startswith("-") else f"-{name}" for name in order)


def beyond(order: Sequence[str], keys: Sequence[Any]) -> Q:
    """The condition "sorts after these values": equal so far and then further, led by an indexable range."""
    condition = Q()
    equal = Q()
    for name, value in zip(order, keys, strict=True):
        field = name.lstrip("-")
        further = "lt" if name.startswith("-") else "gt"
        condition |= equal & Q(**{f"{field}__{further}": value})
        equal &= Q(**{field: value})
    leading = order[0].lstrip("-")
    return Q(**{f"{leading}__{'lte' if order[0].startswith('-') else 'gte'}": keys[0]}) & condition


def bounded_count(rows: QuerySet, limit: int = COUNT_LIMIT) -> str:
    """How many there are, in words; past the limit nobody needs the exact number."""
    return in_words(rows.order_by().values("pk")[: limit + 1].count(), limit)


class _Counted(Subquery):
    """How many rows a subquery has; one that can have none is left out of the statement and counts as none."""

    empty_result_set_value = 0
    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()


def bounded_counts(rows: Mapping[str, QuerySet], *, beside: QuerySet, limit: int = COUNT_LIMIT) -> dict[str, str]:
    """The same of several lists in one statement. `beside` is a query of one row, beside which they are counted."""
    if not rows:
        return {}
    found = numbers(rows.values(), beside=beside, limit=limit).get()
    return {name: in_words(number, limit) for name, number in zip(rows, found, strict=True)}


def numbers(rows: Iterable[QuerySet], *, beside: QuerySet, limit: int = COUNT_LIMIT) -> QuerySet:
    """The one row with a number for each list, in their order; one more than the limit says that there are more."""
    asked = {f"counted_{at}": _Counted(one.order_by().values("pk")[: limit + 1]) for at, one in enumerate(rows)}
    return beside.order_by().annotate(**asked).values_list(*asked)


def in_words(counted: int, limit: int = COUNT_LIMIT) -> str:
    return f"{limit:,}+" if counted > limit else f"{counted:,}"
