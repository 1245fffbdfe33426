"""Rows of different tables as rows with the same columns, to be put together in one UNION ALL."""

from collections.abc import Mapping
from typing import Any, Final

from django.db.models import BigIntegerField, CharField, DateField, Expression, IntegerField, QuerySet, Value
from django.db.models.functions import Cast

# So that no column is taken for a field of the row itself.
PREFIX: Final = "line_"


def in_columns(rows: QuerySet, columns: Mapping[str, Any], given: Mapping[str, Any]) -> QuerySet:
    """The rows with exactly these columns in their order, each of its own type; what is not given is empty."""
    if unknown := given.keys() - columns.keys():
        raise TypeError(f"Lines have no {', '.join(sorted(unknown))}.")
    told = {f"{PREFIX}{name}": _cast(given.get(name), column) for name, column in columns.items()}
    return rows.order_by().annotate(**told).values_list(*told)


def none_of(columns: Mapping[str, Any]) -> str:
    """The columns as SQL, all of them empty: where no source has a line."""
    return ", ".join(f"NULL::{_type(column)}" for column in columns.values())


def _cast(value: Any, column: Any) -> Expression:
    return Cast(value if hasattr(value, "resolve_expression") else Value(value), column)


def _type(column: Any) -> str:
    names = {CharField: "text", BigIntegerField: "bigint", IntegerField: "integer", DateField: "date"}
    return names.get(type(column), "timestamptz")
