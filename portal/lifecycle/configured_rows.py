"""Sections of the configuration that are rows of one table, changed by one action."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import CharField, Model, QuerySet, TextField

from portal.lifecycle.configuration import Part, Values
from portal.lifecycle.configuration_text import plain
from portal.lifecycle.refusals import Refused


def rows_of(queryset: QuerySet, key: str, fields: Iterable[str]) -> dict[str, Values]:
    """What holds, by key; one statement."""
    names = tuple(fields)
    return {str(row.pop(key)): plain(row) for row in queryset.order_by(key).values(key, *names)}


def read(model: type[Model], values: Values, names: Iterable[str]) -> dict[str, Any]:
    """The named values as the model's fields hold them; `Refused` in words for what a field cannot read."""
    found = {}
    for name in names:
        column = model._meta.get_field(name)
        label = str(column.verbose_name)
        label = f"{label[:1].upper()}{label[1:]}"
        try:
            found[name] = _value(column, values[name])
        except ValidationError as error:
            raise Refused(f"{label}: {' '.join(error.messages)}") from error
    return found


def _value(column: Any, given: Any) -> Any:
    """As a form would clean it; an empty list or mapping is a value of its own."""
    if isinstance(column, CharField | TextField):
        if isinstance(given, list | dict | bool):
            raise ValidationError("a text is expected.")
        return column.clean("" if given is None else str(given), None)
    return column.to_python(given) if given in ([], {}) else column.clean(given, None)


def part_of(
    model: type[Model],
    *,
    name: str,
    title: str,
    fields: Iterable[str],
    change: Callable[..., Any],
    argument: str,
    key: str = "code",
    rows: Callable[[], QuerySet] | None = None,
    with_reason: bool = False,
    whole: bool = False,
    add: Callable[..., Any] | None = None,
) -> Part:
    """A section for the rows of a table.

    `change` is called with the row as `argument` and the fields that are different (all of them when `whole`); `rows`
    chooses which rows can be configured. `add` is called with the key and all given fields.
    """
    names = tuple(fields)
    chosen = rows or model._default_manager.all

    def change_row(code: str, values: Values, different: Iterable[str], **who: Any) -> None:
        row = chosen().get(**{key: code})
        change(**{argument: row}, **read(model, values, names if whole else different), **_who(with_reason, **who))

    def add_row(code: str, values: Values, **who: Any) -> None:
        given = read(model, values, (one for one in names if one in values))
        add(**{key: code}, **given, **_who(with_reason, **who))

    return Part(name, title, lambda: rows_of(chosen(), key, names), change_row, add_row if add else None)


def _who(with_reason: bool, *, by: Any, now: datetime, reason: str) -> Mapping[str, Any]:
    return {"by": by, "now": now} | ({"reason": reason} if with_reason else {})
