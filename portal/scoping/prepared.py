"""Reads that happen in every request: worked out as SQL once, then only their values change.

    OWN = Prepared(lambda person, day: Membership.objects.filter(user=person, starts_on__lte=day))
    OWN.rows(person=user.pk, day=today)

To build a query from its conditions takes Django longer than PostgreSQL needs to answer it.
"""

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache, partial
from inspect import signature
from typing import Any, Final

from django.contrib.auth import get_user_model
from django.core.exceptions import EmptyResultSet, ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import BooleanField, Func, QuerySet, Value
from django.db.models.expressions import RawSQL
from django.db.models.sql.compiler import SQLCompiler
from django.utils.timezone import get_current_timezone_name


class _Blank:
    """Stands for a value that each use gives."""

    def __init__(self, name: str) -> None:
        self.name = name


READER: Final = Value(_Blank("reader"))
# Of whom a participant's user acts for: kinds of readers differ by what they may reach, not by who they are.
ACTING: Final = {
    "user_id": READER,
    "participant_id": Value(_Blank("company")),
    "membership_ref": Value(_Blank("membership")),
}


class Prepared:
    """A queryset with blanks. `build` takes each by its name, as an expression, and compares database values to it.

    What order means nothing to says `order_by()`; Django leaves it out by itself only where it builds each time.
    """

    def __init__(self, build: Callable[..., QuerySet]) -> None:
        self._build = build

    def rows(self, **values: Any) -> list[Any]:
        """The rows for these values."""
        if self._compiled is None:
            return []
        queryset, compiler, _ = self._compiled
        filled = copy(compiler)
        # Worked out in whichever thread asked first, and used in all of them: each has a connection of its own.
        filled.connection = connections[DEFAULT_DB_ALIAS]
        filled.as_sql = lambda *args, **kwargs: self._statement(values)
        asked = queryset._chain()
        asked.query.get_compiler = lambda *args, **kwargs: filled
        return list(asked)

    def first(self, **values: Any) -> Any:
        """The only row for these values, or None."""
        return next(iter(self.rows(**values)), None)

    def condition(self, **values: Any) -> RawSQL:
        """As a part of other queries, which look for something `__in` it."""
        return RawSQL(*self._statement(values))  # noqa: S611 - Django's own text with placeholders

    def _statement(self, values: dict[str, Any]) -> tuple[str, tuple[Any, ...]]:
        _, _, (sql, params) = self._compiled
        return sql, tuple(values[one.name] if isinstance(one, _Blank) else one for one in params)

    @cached_property
    def _compiled(self) -> tuple[QuerySet, SQLCompiler, tuple[str, tuple[Any, ...]]] | None:
        """None where the conditions contradict each other, so that there is nothing to ask."""
        queryset = self._build(**{name: Value(_Blank(name)) for name in signature(self._build).parameters})
        compiler = queryset.query.get_compiler(DEFAULT_DB_ALIAS)
        try:
            sql, params = compiler.as_sql()
        except EmptyResultSet:
            return None
        return queryset, compiler, (sql, tuple(_unwrapped(one) for one in params))


def _unwrapped(param: Any) -> Any:
    """A blank inside a prepared condition, or inside a value, stands there as it came."""
    while isinstance(param, Value):
        param = param.value
    return param


@dataclass(frozen=True, slots=True)
class Reader:
    """What a read may know of who reads, beside keys: everything that decides how its statement is written.

    Whatever else of the person it asked for would be kept in the statement and met by the next reader, so there is
    nothing else.
    """

    is_staff: bool
    capabilities: frozenset[str]
    role: str
    department_id: int | None
    acting_for: Any
    zone: str  # some conditions are about days as the reader lives them
    pk: Any = field(default=READER, init=False, compare=False)
    reads_along: None = field(default=None, init=False)

    def can(self, capability: str) -> bool:
        return capability in self.capabilities

    @property
    def department(self) -> Any:
        """Read while a statement is written, and kept in it: its code is what it is known by and never changes."""
        if self.department_id is None:
            return None
        model = get_user_model()._meta.get_field("department").related_model
        return model._default_manager.get(pk=self.department_id)


class PreparedFor:
    """Prepared reads of what a person may see: worked out once for each kind of reader.

        LATEST = PreparedFor(lambda user, about: Note.objects.visible_to(user).filter(issue=about))
        LATEST.rows(user, about=issue.pk)

    `build` takes the reader and blanks, and says instants and days by blanks or by the database's clock.
    """

    def __init__(self, build: Callable[..., QuerySet], *, kinds: int = 256) -> None:
        self._build = build
        self._of = lru_cache(maxsize=kinds)(self._prepared)

    def rows(self, user: Any, **values: Any) -> list[Any]:
        reader = reader_of(user)
        if reader is None:
            return list(self._build(user, **values))
        return self._of(reader).rows(reader=user.pk, **_company(user), **values)

    def first(self, user: Any, **values: Any) -> Any:
        """The only row, or None."""
        return next(iter(self.rows(user, **values)), None)

    def _prepared(self, reader: Reader) -> Prepared:
        prepared = Prepared(partial(self._build, reader))
        if prepared._compiled is not None:
            _require_timeless(prepared._compiled[2][1])
        return prepared


class PreparedText:
    """The same for statements that are put together of several querysets: `build` gives text and parameters."""

    def __init__(self, build: Callable[..., tuple[str, Sequence[Any]]], *, kinds: int = 256) -> None:
        self._build = build
        self._of = lru_cache(maxsize=kinds)(self._prepared)

    def statement(self, user: Any, **values: Any) -> tuple[str, list[Any]]:
        reader = reader_of(user)
        if reader is None:
            sql, params = self._build(user, **values)
            return sql, list(params)
        sql, params = self._of(reader)
        given = {"reader": user.pk, **_company(user), **values}
        return sql, [given[one.name] if isinstance(one, _Blank) else one for one in params]

    def _prepared(self, reader: Reader) -> tuple[str, tuple[Any, ...]]:
        build = partial(self._build, reader)
        sql, params = build(**{name: Value(_Blank(name)) for name in signature(build).parameters})
        kept = tuple(_unwrapped(one) for one in params)
        _require_timeless(kept)
        return sql, kept


class OneOf(Func):
    """Whether a key is one of a list that each use gives: `rows.filter(OneOf("participant", keys))`."""

    template = "%(expressions)s)"
    arg_joiner = " = ANY("
    output_field = BooleanField()


def _require_timeless(params: Sequence[Any]) -> None:
    if any(isinstance(one, date) for one in params):
        raise ImproperlyConfigured("A prepared read would keep a day or an instant; give it by its name.")


def _company(user: Any) -> dict[str, Any]:
    acting_for = user.acting_for
    if acting_for is None:
        return {}
    return {"company": acting_for.participant_id, "membership": acting_for.membership_ref}


def reader_of(user: Any) -> Reader | None:
    """The kind of reader that a person is; None for whom each statement is written anew: who shadows, and nobody."""
    acting_for = user.acting_for
    if user.reads_along is not None:
        return None
    if acting_for is None:
        if not user.is_staff:
            return None
    elif acting_for.participant_id is None:
        return None
    else:
        acting_for = replace(acting_for, **ACTING)
    return Reader(
        user.is_staff, user.capabilities, user.role, user.department_id, acting_for, get_current_timezone_name()
    )
