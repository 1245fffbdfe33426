"""The views every page is made of: a scoped list, a scoped detail, and a form that calls an action.

Combine with a door (`portal.web.doors`): `class ParticipantListView(DeskDoor, ScopedListView)`.
"""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.generic import FormView, TemplateView

from portal.audit.exporting import record_export
from portal.lifecycle.refusals import Allowed, Answer, NotPermitted, Refused
from portal.web import exports, keyset


class Scoped:
    """Reads start from what the person may see; an author cannot forget it."""

    model: Any = None

    def scope(self) -> QuerySet:
        """What the person may see; narrow it further by overriding and calling super()."""
        return self.model.objects.visible_to(self.request.user)


class ScopedListView(Scoped, TemplateView):
    """A page of rows with search, filters, sorting and keyset paging, all in the address.

    `orders` maps the address's `sort` to sort fields (the last unique); the first entry is the default.
    `filter_form` is a form class: its cleaned data go to `narrow`. `export_columns` maps a heading to a
    function of the row and allows `?export=csv` or `xlsx` (at most `export_limit` rows); `export_verb` records it.
    """

    page_size = 50
    named_by = "ref"
    orders: dict[str, tuple[str, ...]] = {}
    filter_form: Any = None
    export_columns: dict[str, Any] = {}
    export_limit = 50_000
    export_name = "list"
    export_verb = ""

    def narrow(self, rows: QuerySet, wanted: dict[str, Any]) -> QuerySet:
        """The rows that match the filters' cleaned data."""
        return rows

    def placed(self, name: str) -> str:
        """The row behind or before which the page begins, as the address names it."""
        return self.request.GET.get(name, "")

    def order(self) -> str:
        """The chosen entry of `orders`."""
        chosen = self.request.GET.get("sort", "")
        return chosen if chosen in self.orders else next(iter(self.orders))

    def filters(self) -> Any:
        return self.filter_form(self.request.GET) if self.filter_form else None

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        self.form = self.filters()
        wanted = self.form.cleaned_data if self.form is not None and self.form.is_valid() else {}
        rows = self.narrow(self.scope(), wanted)
        wanted_format = request.GET.get("export", "")
        if wanted_format in exports.FORMATS and self.export_columns:
            return self.export(wanted_format, rows)
        page = keyset.paginate(
            rows,
            self.orders[self.order()],
            after=self.placed("after"),
            before=self.placed("before"),
            size=self.page_size,
            named_by=self.named_by,
        )
        return self.render_to_response(self.get_context_data(page=page, form=self.form, sort=self.order(), **kwargs))

    def may_export(self) -> Answer:
        raise NotImplementedError("A list with export_columns says who may export it.")

    def export_of(self) -> Any:
        """The row that the list belongs to, for the record."""
        return None

    def export(self, kind: str, rows: QuerySet) -> HttpResponse:
        self.may_export().enforce()
        ordered = list(rows.order_by(*self.orders[self.order()])[: self.export_limit])
        who = {"by": self.request.user, "at": timezone.now(), "of": self.export_of()}
        record_export(self.export_verb, kind=kind, rows=len(ordered), query=self.request.GET, **who)
        cells = ([column(row) for column in self.export_columns.values()] for row in ordered)
        return exports.export(kind, self.export_name, list(self.export_columns), cells)


class ScopedDetailView(Scoped, TemplateView):
    """One row by its public reference; what is out of sight is 404, as if it did not exist."""

    def get_object(self) -> Any:
        return get_object_or_404(self.scope(), ref=self.kwargs["ref"])

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        self.object = self.get_object()
        return self.render_to_response(self.get_context_data(object=self.object))


class ActionFormView(Scoped, FormView):
    """A form whose valid data go to one action; a refusal stands above the form in the user's words.

    With `model` the row comes from the address's `ref`, scoped. Override `permission` and `act`.
    """

    success_message = ""

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.object: Any = None

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        # The door stands before this class, so whoever arrives here is signed in.
        if self.model is not None and "ref" in kwargs:
            self.object = get_object_or_404(self.scope(), ref=kwargs["ref"])
        self.permission().enforce()
        return super().dispatch(request, *args, **kwargs)

    def permission(self) -> Answer:
        """Whether the person may do this to `self.object`; asked again by the action."""
        raise NotImplementedError("A form that acts says who may use it.")

    def act(self, data: dict[str, Any], **who: Any) -> Any:
        """Call the action with the form's data; `who` holds `by` and `now`."""
        raise NotImplementedError("A form that acts calls its action.")

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            self.done = self.act(form.cleaned_data, by=self.request.user, now=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reason)
            return self.form_invalid(form)
        if self.success_message:
            messages.success(self.request, self.success_message.format(done=self.done, object=self.object))
        return HttpResponseRedirect(self.get_success_url())

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(object=self.object, **kwargs)

    def get_success_url(self) -> str:
        return (self.object or self.done).get_absolute_url()


class ActionButton(ActionFormView):
    """A POST that calls one action, mostly without fields; a refusal becomes a message on the page it leads to.

    Who lacks the right is refused as everywhere: the action asks, and `permission` may ask before it.
    """

    http_method_names = ["post", "options"]
    form_class = forms.Form

    def permission(self) -> Answer:
        return Allowed()

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            self.done = self.act(form.cleaned_data, by=self.request.user, now=timezone.now())
        except NotPermitted:
            raise
        except Refused as refusal:
            messages.error(self.request, refusal.reason)
        else:
            self.tell_done()
        return HttpResponseRedirect(self.get_success_url())

    def form_invalid(self, form: Any) -> HttpResponse:
        messages.error(self.request, " ".join(error for errors in form.errors.values() for error in errors))
        return HttpResponseRedirect(self.get_success_url())

    def tell_done(self) -> None:
        if self.success_message:
            messages.success(self.request, self.success_message.format(done=self.done, object=self.object))
