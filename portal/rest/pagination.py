"""Cursor pages: a page starts after (or ends before) a row named by its public reference.

The address of a page therefore holds no fact of any row, its cost does not grow with its depth, and rows
that are added meanwhile neither shift a page nor show up twice.
"""

from collections.abc import Sequence
from typing import Any, Final

from django.core.exceptions import FieldError
from django.db.models import QuerySet
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import remove_query_param, replace_query_param

from portal.web.keyset import beyond, reverse

AFTER: Final = "after"
BEFORE: Final = "before"
SIZE: Final = "page_size"
USUAL: Final = 50
LARGEST: Final = 200
GONE: Final = "This row is not (or no longer) in the list; start again without it."


class CursorPages(BasePagination):
    """`results`, `next`, `previous`; the latter two are addresses, or null at either end."""

    def paginate_queryset(self, queryset: QuerySet, request: Request, view: Any = None) -> list[Any]:
        self.request, self.view = request, view
        size = self._size()
        after, before = (request.query_params.get(name, "") for name in (AFTER, BEFORE))
        if after and before:
            raise ValidationError({BEFORE: ["Give either `after` or `before`."]})
        order = queryset.query.order_by
        walked = reverse(order) if before else order
        rows = queryset.order_by(*walked)
        if after or before:
            bound = self._bound(queryset, order, after or before, AFTER if after else BEFORE)
            rows = rows.filter(beyond(walked, bound))
        found = list(rows[: size + 1])
        more, found = len(found) > size, found[:size]
        self.page = found[::-1] if before else found
        self.has_next, self.has_previous = (True, more) if before else (more, bool(after))
        return self.page

    def _size(self) -> int:
        raw = self.request.query_params.get(SIZE, "")
        if not raw:
            return USUAL
        if not raw.isascii() or not raw.isdigit() or not (size := int(raw[:9])) >= 1:
            raise ValidationError({SIZE: [f"A whole number from 1 to {LARGEST}."]})
        return min(size, LARGEST)

    def _bound(self, queryset: QuerySet, order: Sequence[str], ref: str, parameter: str) -> tuple[Any, ...]:
        """The named row's sort values; it may have left the filter meanwhile, but not the person's sight."""
        if not ref.isprintable():
            raise ValidationError({parameter: [GONE]}, "cursor_gone")
        names = [name.lstrip("-") for name in order]
        for rows in (queryset, self.view.get_queryset()):
            try:
                found = rows.filter(**{self.view.lookup_field: ref}).order_by().values_list(*names).first()
            except FieldError:  # an order that only the search knows
                break
            if found is not None:
                return found
        raise ValidationError({parameter: [GONE]}, "cursor_gone")

    def _address(self, parameter: str, row: Any) -> str:
        bare = self.request.build_absolute_uri()
        for name in (AFTER, BEFORE):
            bare = remove_query_param(bare, name)
        return replace_query_param(bare, parameter, getattr(row, self.view.lookup_field))

    def get_paginated_response(self, data: Any) -> Response:
        following = self._address(AFTER, self.page[-1]) if self.page and self.has_next else None
        previous = self._address(BEFORE, self.page[0]) if self.page and self.has_previous else None
        return Response({"results": data, "next": following, "previous": previous})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        address = {"type": "string", "format": "uri", "nullable": True}
        return {
            "type": "object",
            "required": ["results", "next", "previous"],
            "properties": {"results": schema, "next": address, "previous": address},
        }

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        def parameter(name: str, description: str, schema: dict[str, Any]) -> dict[str, Any]:
            return {"name": name, "required": False, "in": "query", "description": description, "schema": schema}

        reference = {"type": "string"}
        size = {"type": "integer", "minimum": 1, "maximum": LARGEST, "default": USUAL}
        return [
            parameter(AFTER, "Reference of the row after which the page starts; see `next`.", reference),
            parameter(BEFORE, "Reference of the row before which the page ends; see `previous`.", reference),
            parameter(SIZE, f"Rows on a page; more than {LARGEST} gives {LARGEST}.", size),
        ]
