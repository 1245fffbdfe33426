"""Reads that happen in every request: worked out as SQL once, then only their values change.

    OWN = Prepared(lambda person, day: Membership.objects.filter(user=person, starts_on__lte=day))
    OWN.rows(person=user.pk, day=today)

To build a query from its conditions takes Django longer than PostgreSQL needs to answer it.
"""

from collections.abc import Callable
from copy import copy
from functools import cached_property
from inspect import signature
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet, Value
from django.db.models.expressions import RawSQL
from django.db.models.sql.compiler import SQLCompiler


class _Blank:
    """Stands for a value that each use gives."""

    def __init__(self, name: str) -> None:
        self.name = name


class Prepared:
    """A queryset with blanks. `build` takes each by its name, as an expression, and compares database values to it.

    What order means nothing to says `order_by()`; Django leaves it out by itself only where it builds each time.
    """

    def __init__(self, build: Callable[..., QuerySet]) -> None:
        self._build = build

    def rows(self, **values: Any) -> list[Any]:
        """The rows for these values."""
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
    def _compiled(self) -> tuple[QuerySet, SQLCompiler, tuple[str, tuple[Any, ...]]]:
        queryset = self._build(**{name: Value(_Blank(name)) for name in signature(self._build).parameters})
        compiler = queryset.query.get_compiler(DEFAULT_DB_ALIAS)
        return queryset, compiler, compiler.as_sql()
