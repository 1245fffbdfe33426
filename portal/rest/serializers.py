"""Shapes of the API: what a row shows, and what a verb takes. Both name every field themselves."""

from collections.abc import Mapping
from typing import Any, Final

from django.db.models import Model, OuterRef, QuerySet, Subquery
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from portal.web.days import IN_RANGE, within_range

LONGEST_REFERENCE: Final = 40
UNKNOWN: Final = "This field is not known or cannot be given here."


class DayField(serializers.DateField):
    """A day in the same range as on the pages."""

    default_validators = list(IN_RANGE)


class MomentField(serializers.DateTimeField):
    """A moment in the same range."""

    default_validators = [within_range]


@extend_schema_field(OpenApiTypes.STR)
class RefField(serializers.Field):
    """A related row, given by its public reference, among those the person may see.

    `rows` is a model (narrowed by `visible_to`) or a function of the person. A row out of sight is refused
    in exactly the words for one that does not exist.
    """

    default_error_messages = {"does_not_exist": "This is not one of the available choices."}

    def __init__(self, rows: Any, *, name: str = "ref", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.rows = rows
        self.name = name

    def scope(self) -> QuerySet:
        user = self.context["request"].user
        if isinstance(self.rows, type) and issubclass(self.rows, Model):
            return self.rows.objects.visible_to(user)
        return self.rows(user)

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, str) or len(data) > LONGEST_REFERENCE or not data.isprintable():
            self.fail("does_not_exist")
        found = self.scope().filter(**{self.name: data}).first()
        if found is None:
            self.fail("does_not_exist")
        return found

    def to_representation(self, value: Any) -> str:
        return getattr(value, self.name)


class RefList(serializers.ListField):
    """Several related rows by reference, fetched in one statement; empty allowed, doubles count once."""

    def __init__(self, rows: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 200)
        super().__init__(child=serializers.CharField(max_length=LONGEST_REFERENCE), **kwargs)
        self.one = RefField(rows)

    def to_internal_value(self, data: Any) -> list[Any]:
        refs = super().to_internal_value(data)
        self.one._context = self.context
        found = {row.ref: row for row in self.one.scope().filter(ref__in=refs)}
        missing = [[self.one.error_messages["does_not_exist"]] if ref not in found else [] for ref in refs]
        if any(missing):
            complaints = {position: words for position, words in enumerate(missing) if words}
            raise serializers.ValidationError(complaints, "does_not_exist")
        return list(found.values())


# What a verb takes. A field it does not name is refused, not ignored. (No docstrings on these two: the
# OpenAPI document would print them under every shape that has none of its own.)
class Input(serializers.Serializer):
    def to_internal_value(self, data: Any) -> Any:
        known = {name for name, field in self.fields.items() if not field.read_only}
        unknown = set(data) - known if isinstance(data, Mapping) else set()
        complaints = {str(name): [serializers.ErrorDetail(UNKNOWN, "unknown_field")] for name in sorted(unknown)}
        try:
            cleaned = super().to_internal_value(data)
        except serializers.ValidationError as error:
            raise serializers.ValidationError({**error.detail, **complaints}) from error
        if complaints:
            raise serializers.ValidationError(complaints)
        return cleaned


# What a row shows, never what is written. `Meta.staff_only` names the fields that participants never get.
class RowSerializer(serializers.ModelSerializer):
    def get_extra_kwargs(self) -> dict[str, Any]:
        extra = super().get_extra_kwargs()
        return extra | {name: {**extra.get(name, {}), "read_only": True} for name in self.Meta.fields}

    def get_fields(self) -> dict[str, serializers.Field]:
        fields = super().get_fields()
        request = self.context.get("request")
        view = self.context.get("view")
        if request is None or getattr(view, "swagger_fake_view", False) or request.user.is_staff:
            return fields
        hidden = getattr(self.Meta, "staff_only", ())
        return {name: field for name, field in fields.items() if name not in hidden}


def shown(source: str = "", *, nullable: bool = False, note: str = "") -> serializers.CharField:
    """A text of a row that is read from elsewhere, mostly a reference or a name the queryset annotated."""
    options = {"source": source} if source else {}
    return serializers.CharField(read_only=True, allow_null=nullable, help_text=note, **options)


def seen(user: Any, model: Any, key: str, column: str = "ref") -> Subquery:
    """One column of the row that `key` points at; null where the person may not see that row."""
    return Subquery(model.objects.visible_to(user).filter(pk=OuterRef(key)).order_by().values(column)[:1])
