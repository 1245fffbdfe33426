"""Reading the first rows of several lists in one statement."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet, FieldDoesNotExist
from django.db import connection
from django.db.models import Model, QuerySet
from django.db.models.functions import JSONObject


def read_together(lists: Mapping[str, tuple[QuerySet, Sequence[str]]]) -> dict[str, list[Any]]:
    """The rows of each list in its order, by its name. A list is a query (ordered, cut off) and what is shown of its
    rows: names of fields (`title`, `participant__name`) and of annotations. Nothing else is read of them."""
    texts, parameters, asked = [], [], []
    for name, (rows, shown) in lists.items():
        told = rows.values(told=JSONObject(**{path: path for path in shown}))
        try:
            text, given = told.query.sql_with_params()
        except EmptyResultSet:
            continue
        texts.append(f"ARRAY({text})")
        parameters += given
        asked.append((name, rows.model))
    found: dict[str, list[Any]] = {name: [] for name in lists}
    if texts:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(texts)}", parameters)
            for (name, model), told in zip(asked, cursor.fetchone(), strict=True):
                found[name] = [_row(model, json.loads(one)) for one in told]
    return found


def _row(model: type[Model], told: Mapping[str, Any]) -> Any:
    """A row of the model that knows what was told of it, its related rows as well."""
    own: dict[str, Any] = {}
    also: dict[str, Any] = {}
    joined: dict[str, dict[str, Any]] = defaultdict(dict)
    for path, value in told.items():
        head, _, rest = path.partition("__")
        if rest:
            joined[head][rest] = value
            continue
        try:
            own[head] = model._meta.get_field(head).to_python(value)
        except FieldDoesNotExist:
            also[head] = value
    row = model(**own)
    for head, parts in joined.items():
        there = any(value is not None for value in parts.values())
        setattr(row, head, _row(model._meta.get_field(head).related_model, parts) if there else None)
    for name, value in also.items():
        setattr(row, name, value)
    return row
