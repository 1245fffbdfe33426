"""A few rows that hang on another, read with it as JSON and given back as rows: a panel then needs no statement.

    CALLS = RowsAlong(
        "call_rows", DeskCall, ("called_at", "by__name"), lambda user: DeskCall.objects.visible_to(user), of="issue"
    )
    Issue.objects.annotate(call_rows=CALLS.expression(user))
    CALLS.read(issue)

The rows hold the named fields alone; of joined rows as well, named as in a filter; a name that `rows` annotated, too,
but its value stays as JSON tells it. Amounts of money are not for JSON.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Model, OuterRef, QuerySet
from django.db.models.functions import JSONObject


@dataclass(frozen=True, slots=True)
class RowsAlong:
    """`rows` gives what the person may see, in order; narrowed here to those whose foreign key `of` leads to the row.

    `name`: what that row calls them.
    """

    name: str
    model: type[Model]
    fields: tuple[str, ...]
    rows: Callable[[Any], QuerySet]
    of: str
    most: int = 20

    def expression(self, user: Any) -> ArraySubquery:
        rows = self.rows(user).filter(**{self.of: OuterRef("pk")})
        return ArraySubquery(rows.values(found=JSONObject(**{one: one for one in self.fields}))[: self.most])

    def read(self, of: Any) -> list[Any]:
        return [row_of(self.model, one) for one in getattr(of, self.name) or ()]


def row_of(model: type[Model], values: Mapping[str, Any]) -> Any:
    """The row with these fields of its own, and with its joined rows; asked for another field, it would read it."""
    own: dict[str, Any] = {}
    joined: dict[str, dict[str, Any]] = defaultdict(dict)
    for name, value in values.items():
        first, _, rest = name.partition("__")
        if rest:
            joined[first][rest] = value
        else:
            own[name] = value
    fields = [field for field in model._meta.concrete_fields if field.name in own]
    row = model.from_db("default", [one.attname for one in fields], [one.to_python(own[one.name]) for one in fields])
    for name in own.keys() - {field.name for field in fields}:
        setattr(row, name, own[name])
    for name, of_joined in joined.items():
        field = model._meta.get_field(name)
        missing = all(value is None for value in of_joined.values())
        field.set_cached_value(row, None if missing else row_of(field.related_model, of_joined))
    return row
