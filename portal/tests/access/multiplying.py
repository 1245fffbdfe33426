"""A company with a lot of everything: what it has is written again and again, so that pages show who asks per row."""

from functools import cache
from typing import Any, Final

from django.apps import apps
from django.db import DatabaseError, connection, models, transaction

from participants.models import Participant

# Nobody writes there but the trail, and people come with a membership.
LEFT_OUT: Final = {"audit_auditevent", "audit_seal", "accounts_user"}
# The reference of the copy `n` of a row.
REF: Final = "substring({row}.ref from '^[A-Z]+-') || upper(substr(md5({row}.ref || n), 1, 8))"


def multiply(participant: Participant, times: int) -> dict[str, int]:
    """How many rows each table gained. What may be there once only, or by a rule of its own, stays as it is."""
    gained = {}
    for model in _wholes_first():
        with connection.cursor() as cursor:
            try:
                with transaction.atomic():
                    cursor.execute(_again(model), [times, participant.pk])
            except DatabaseError:
                continue
            gained[model._meta.db_table] = cursor.rowcount
    return gained


@cache
def _owned() -> dict[Any, str]:
    """Each table with what says whose a row is: its own column, or that of the row it is a part of."""
    found = [one for one in apps.get_models() if one._meta.managed and one._meta.db_table not in LEFT_OUT]
    columns = {model: {one.attname for one in model._meta.concrete_fields} for model in found}
    own = {model: "this.participant_id = %s" for model in found if "participant_id" in columns[model]}
    told = dict(own)
    for model in found:
        whole = next((one for one in model._meta.concrete_fields if one.related_model in own), None)
        if model not in own and whole is not None:
            of = whole.related_model._meta.db_table
            told[model] = f"this.{whole.column} IN (SELECT id FROM {of} WHERE participant_id = %s)"
    return told


def _wholes_first() -> list[Any]:
    """The tables in an order in which what a row names is written again before it."""
    ordered, waiting = [], list(_owned())
    while waiting:
        ready = [model for model in waiting if not (_named_by(model) - {model}) & set(waiting)] or waiting[:1]
        ordered += ready
        waiting = [model for model in waiting if model not in ready]
    return ordered


def _named_by(model: Any) -> set[Any]:
    return {one.related_model for one in model._meta.concrete_fields if one.related_model is not None}


def _again(model: Any) -> str:
    table, fields = model._meta.db_table, [one for one in model._meta.concrete_fields if not one.primary_key]
    columns, told = ", ".join(quoted(one.column) for one in fields), ", ".join(_told(model, one) for one in fields)
    return (
        f"INSERT INTO {table} ({columns}) SELECT {told} FROM {table} AS this, generate_series(1, %s) AS n"
        f" WHERE {_owned()[model]} ON CONFLICT DO NOTHING"
    )


def _told(model: Any, field: models.Field) -> str:
    """What a copy holds: the same, but where something may stand once only other digits, numbers, days and rows."""
    column, of = f"this.{quoted(field.column)}", field.related_model
    if field.column == "ref":
        return REF.format(row="this")
    if not field.unique and field.name not in _told_once(model):
        return column
    if of in _owned() and any(one.column == "ref" for one in of._meta.concrete_fields):
        table, ref = of._meta.db_table, REF.format(row="was")
        return f"(SELECT copy.id FROM {table} was JOIN {table} copy ON copy.ref = {ref} WHERE was.id = {column})"
    if isinstance(field, (models.CharField, models.TextField)) and not field.choices:
        return f"left(translate(md5({column} || n), 'abcdef', '123456'), length({column}))"
    if isinstance(field, models.IntegerField):
        return f"{column} + 100 * n"
    return f"{column} + n" if type(field) is models.DateField else column


@cache
def _told_once(model: Any) -> frozenset[str]:
    """The fields that a rule of uniqueness names, also within an expression."""
    rules = [one for one in model._meta.constraints if isinstance(one, models.UniqueConstraint)]
    named = {name for one in rules for name in one.fields}
    parts = [part for one in rules for expression in one.expressions for part in expression.flatten()]
    return frozenset(named | {part.name for part in parts if isinstance(part, models.F)})


def quoted(column: str) -> str:
    return connection.ops.quote_name(column)
