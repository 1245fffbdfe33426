"""The viewsets every endpoint is made of: scoped reads, and verbs that each call one business action.

There is no generic write: `creates`, `changes` and `verb` bind an endpoint to the action the pages call.
"""

import inspect
from collections.abc import Callable
from typing import Any, Final

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import mixins, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView
from rest_framework.viewsets import GenericViewSet

from portal.lifecycle.refusals import Answer, Denied

REFERENCE: Final = "[A-Za-z0-9_-]{1,40}"
OUT_OF_SIGHT: Final = Denied("You may not change this.")


class Gate:
    """What happens before any endpoint: requests are counted first, so that refused ones count too."""

    metadata_class = None
    http_method_names = ["get", "post", "patch", "head"]

    def check_throttles(self, request: Request) -> None:
        """Counted already, at the very beginning."""

    def perform_authentication(self, request: Request) -> None:
        APIView.check_throttles(self, request)
        super().perform_authentication(request)

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(request, response, *args, **kwargs)
        response.setdefault("Cache-Control", "no-store")
        return response


class ScopedRows(Gate, GenericViewSet):
    """Rows of `model` that the person may see, by public reference; others do not exist here.

    For verbs alone, which another module adds to a noun (`routers.register_part`); nouns are `ScopedViewSet`s.

    `orders` maps `ordering` to sort fields (see `AllowedOrdering`); `subject` is the name under which the
    actions of this noun take the row. What is `members_only` does not exist for a company that only applies so far.
    """

    model: Any = None
    members_only = False
    orders: dict[str, tuple[str, ...]] = {"created_at": ("id",)}
    search_fields: tuple[str, ...] = ()
    filterset_class: Any = None
    subject = ""
    lookup_field = "ref"
    lookup_value_regex = REFERENCE

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        acting_for = request.user.acting_for
        # A method that nothing here offers is refused as such, for everybody.
        if self.members_only and self.action and acting_for is not None and acting_for.applying:
            raise Http404

    def rows(self, user: Any) -> QuerySet:
        """What the person may see; add what the serializer shows by overriding and calling super()."""
        return self.model.objects.visible_to(user)

    def get_queryset(self) -> QuerySet:
        if getattr(self, "swagger_fake_view", False):
            return self.model.objects.none()
        return self.rows(self.request.user)

    def get_object(self) -> Any:
        return get_object_or_404(self.get_queryset(), **{self.lookup_field: self.kwargs[self.lookup_field]})

    def owner(self, row: Any) -> Any:
        """The participant whose row it is, for the permission; None when out of sight."""
        return None

    def permit(self, asks: Callable[..., Answer], row: Any = None) -> None:
        """Ask before the input is looked at: whoever lacks the right learns just that. The action asks again."""
        if row is None:
            asks(self.request.user).enforce()
            return
        owner = self.owner(row)
        (OUT_OF_SIGHT if owner is None else asks(self.request.user, owner)).enforce()

    def given(self, form: Any, *, partial: bool = False) -> dict[str, Any]:
        """The request's data as the action's arguments."""
        bound = form(data=self.request.data, partial=partial, context=self.get_serializer_context())
        bound.is_valid(raise_exception=True)
        return bound.validated_data

    def act(self, call: Callable[..., Any], **arguments: Any) -> Any:
        return call(**arguments, by=self.request.user, now=timezone.now())

    def answer(self, row: Any, code: int = status.HTTP_200_OK) -> Response:
        """The row as it is now, read anew through the person's own scope."""
        fresh = self.get_queryset().filter(pk=row.pk).first()
        if fresh is None:
            return Response(status=status.HTTP_204_NO_CONTENT)
        return Response(self.get_serializer(fresh).data, status=code)

    def answer_new(self, row: Any) -> Response:
        """The answer about a row that was made just now; override it where everything shown is at hand."""
        return self.answer(row, status.HTTP_201_CREATED)

    def answer_as(self, other: Any, row: Any, code: int) -> Response:
        """The answer of another noun's viewset: a verb on one row may make a row of another kind."""
        if other is None:
            return self.answer(row, code)
        view = other(request=self.request, format_kwarg=None, action="retrieve", kwargs={}, args=())
        return view.answer(row, code)


class ScopedViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, ScopedRows):
    """A noun: its rows can be listed, and read one by one."""


class CatalogViewSet(ScopedViewSet):
    """A catalog that everybody signed in may read, by code."""

    lookup_field = "code"

    def rows(self, user: Any) -> QuerySet:
        return self.model.objects.all()


def _described(call: Callable[..., Any], form: Any, answers: dict[int, Any]) -> Callable[[Any], Any]:
    """What the OpenAPI document says of a verb: the action's own docstring."""
    return extend_schema(request=form, responses=answers, description=inspect.getdoc(call))


def creates(call: Callable[..., Any], form: Any, serializer: Any, *, asks: Any = None) -> Any:
    """`POST` on the list; `asks(user)` is asked before the input is looked at."""

    def create(self: ScopedRows, request: Request) -> Response:
        if asks is not None:
            self.permit(asks)
        return self.answer_new(self.act(call, **self.given(form)))

    return _described(call, form, {201: serializer})(create)


def changes(call: Callable[..., Any], form: Any, serializer: Any, *, asks: Any) -> Any:
    """`PATCH` of one row: only what is given changes."""

    def partial_update(self: ScopedRows, request: Request, **kwargs: str) -> Response:
        row = self.get_object()
        self.permit(asks, row)
        return self.answer(self.act(call, **{self.subject: row}, **self.given(form, partial=True)))

    return _described(call, form, {200: serializer})(partial_update)


def verb(name: str, call: Callable[..., Any], form: Any, serializer: Any, *, asks: Any, makes: Any = None) -> Any:
    """`POST .../{ref}/<name>/`; bind it to an attribute of the same name with underscores.

    `makes` is the viewset of the noun that the verb makes a row of; `serializer` is then that noun's, and None
    where the row is gone afterwards.
    """
    code = status.HTTP_200_OK if makes is None else status.HTTP_201_CREATED

    def method(self: ScopedRows, request: Request, **kwargs: str) -> Response:
        row = self.get_object()
        self.permit(asks, row)
        return self.answer_as(makes, self.act(call, **{self.subject: row}, **self.given(form)), code)

    method.__name__ = name.replace("-", "_")
    answers = {204: None} if serializer is None else {code: serializer}
    # Described last: `action` forgets what it finds on the method.
    return _described(call, form, answers)(action(detail=True, methods=["post"], url_path=name)(method))
