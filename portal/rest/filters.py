"""Searching and ordering lists: what the view allows and nothing else; an unknown parameter is refused.

A misspelled filter that were ignored would hand out the whole list as if it were the answer.
"""

from functools import reduce
from operator import or_
from typing import Any, Final

import django_filters
from django.db.models import Q, QuerySet
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework.exceptions import ValidationError
from rest_framework.filters import BaseFilterBackend
from rest_framework.request import Request

from portal.web.keyset import reverse

SEARCH: Final = "search"
ORDERING: Final = "ordering"
LONGEST: Final = 200
PAGING: Final = frozenset({"after", "before", "page_size"})


class AllowedFilters(DjangoFilterBackend):
    """The view's filter set; first of all it refuses parameters that nothing here knows."""

    def filter_queryset(self, request: Request, queryset: QuerySet, view: Any) -> QuerySet:
        if unknown := sorted(set(request.query_params) - self._known(request, view)):
            raise ValidationError({name: ["This parameter is not known here."] for name in unknown}, "unknown")
        return super().filter_queryset(request, queryset, view)

    def _known(self, request: Request, view: Any) -> set[str]:
        known = PAGING | {ORDERING} | ({SEARCH} if searchable(view) else set())
        if view.filterset_class is None:
            return known
        hidden = frozenset() if request.user.is_staff else view.filterset_class.staff_only
        return known | set(view.filterset_class.base_filters) - hidden


class SearchFilter(BaseFilterBackend):
    """`search`: the noun's own search where its queryset has one, else the view's `search_fields`."""

    def filter_queryset(self, request: Request, queryset: QuerySet, view: Any) -> QuerySet:
        words = words_of(request)
        if not words:
            return queryset
        if hasattr(queryset, "search"):
            return queryset.search(words)
        return queryset.filter(reduce(or_, (Q(**{f"{name}__icontains": words}) for name in view.search_fields)))

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        if not searchable(view):
            return []
        return [_parameter(SEARCH, "Words to look for.", {"type": "string", "maxLength": LONGEST})]


class AllowedOrdering(BaseFilterBackend):
    """`ordering`: one name out of the view's `orders`, or with "-" the same backwards.

    `orders` maps a name to sort fields, the last of them unique, none of them nullable; the first entry is the
    default. A search without a wish is ordered by likeness.
    """

    def filter_queryset(self, request: Request, queryset: QuerySet, view: Any) -> QuerySet:
        wish = request.query_params.get(ORDERING, "")
        if not wish:
            by_likeness = "similarity" in queryset.query.annotations
            order = ("-similarity", "id") if by_likeness else next(iter(view.orders.values()))
        elif wish.removeprefix("-") in view.orders:
            order = view.orders[wish.removeprefix("-")]
            order = reverse(order) if wish.startswith("-") else order
        else:
            raise ValidationError({ORDERING: [f"Not an order here. Possible: {', '.join(choices(view))}."]})
        return queryset.order_by(*order)

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        return [_parameter(ORDERING, "How the rows are sorted.", {"type": "string", "enum": choices(view)})]


def choices(view: Any) -> list[str]:
    return [spelled for name in view.orders for spelled in (name, f"-{name}")]


def searchable(view: Any) -> bool:
    return bool(view.search_fields) or hasattr(view.model.objects.all(), "search")


def words_of(request: Request) -> str:
    """The words of a search, bounded; characters that no text here holds are refused."""
    words = " ".join(request.query_params.get(SEARCH, "").split())
    if len(words) > LONGEST or not words.replace(" ", "").isprintable():
        raise ValidationError({SEARCH: [f"At most {LONGEST} printable characters."]})
    return words


def _parameter(name: str, description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "required": False, "in": "query", "description": description, "schema": schema}


class Filters(django_filters.FilterSet):
    """A noun's filters, each named. `staff_only` are unknown to participants, who never see those fields."""

    staff_only: frozenset[str] = frozenset()


@extend_schema_field(OpenApiTypes.BOOL)
class YesNo(django_filters.TypedChoiceFilter):
    """`true` or `false`, handed to a method of the filter set; anything else is refused, not taken for neither."""

    def __init__(self, method: str, **kwargs: Any) -> None:
        answers = (("true", "yes"), ("false", "no"))
        super().__init__(choices=answers, coerce=lambda answer: answer == "true", method=method, **kwargs)
