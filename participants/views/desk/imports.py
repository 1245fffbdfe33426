"""Importing at the desk: upload a file, look at its preview, apply or discard it."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views import View

from participants import permissions
from participants.actions.imports import confirm_import, discard_import, start_import
from participants.choices import ImportKind, ImportStatus, RowOutcome
from participants.forms.imports import LAYOUTS, ImportForm
from participants.models import ImportRow, ImportRun
from participants.rules.import_moves import WORKED_ON
from participants.views.desk.import_rows import shown
from portal.lifecycle.refusals import Answer, Refused
from portal.web import exports, keyset
from portal.web.doors import DeskDoor
from portal.web.views import ActionFormView, Scoped, ScopedDetailView, ScopedListView

ALL = "all"
PAGE_SIZE = 50


class ImportDoor(DeskDoor):
    """Supervisors only, told why."""

    capability = "participants.import"
    denial = "Only supervisors may import files."


class ScopedRuns(Scoped):
    """Runs without the file itself, which may be large."""

    model = ImportRun

    def scope(self) -> QuerySet:
        return super().scope().select_related("started_by", "confirmed_by").defer("upload")


class ImportListView(ImportDoor, ScopedRuns, ScopedListView):
    template_name = "participants/imports/import_list.html"
    orders = {"-started": ("-started_at", "-id")}


class ImportNewView(ImportDoor, ActionFormView):
    template_name = "participants/imports/import_new.html"
    form_class = ImportForm

    def permission(self) -> Answer:
        return permissions.can_import(self.request.user)

    def get_initial(self) -> dict[str, Any]:
        wanted = self.request.GET.get("kind", "")
        return {"kind": wanted} if wanted in ImportKind.values else {}

    def act(self, data: dict[str, Any], **who: Any) -> ImportRun:
        file = data["file"]
        return start_import(kind=data["kind"], file_name=file.name, data=file.read(), **who)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(layouts=LAYOUTS, **kwargs)


class ImportDetailView(ImportDoor, ScopedRuns, ScopedDetailView):
    template_name = "participants/imports/import_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        run = kwargs["object"]
        context = super().get_context_data(**kwargs, working=run.status in WORKED_ON, outcome=ALL)
        if run.status in (ImportStatus.PREVIEWED, ImportStatus.APPLIED):
            outcome = self.request.GET.get("outcome", "")
            outcome = outcome if outcome in RowOutcome.values else ALL
            rows = run.rows.all() if outcome == ALL else run.rows.filter(outcome=outcome)
            page = keyset.paginate(rows, ("position",), size=PAGE_SIZE, named_by="position", **self._bounds())
            context |= {
                "page": page,
                "rows": [shown(row, run.kind) for row in page.rows],
                "outcome": outcome,
                "tabs": tabs(run),
                "will_change": any(run.counts.get(name) for name in ("new", "changed", "no_longer_listed")),
            }
        return context

    def _bounds(self) -> dict[str, str]:
        """The row a page begins after or ends before; anything but a number means the first page."""
        given = {name: self.request.GET.get(name, "") for name in ("after", "before")}
        return {name: value for name, value in given.items() if value.isascii() and value.isdigit() and len(value) < 9}


def tabs(run: ImportRun) -> list[tuple[str, str, int]]:
    """All rows, and each outcome there is with its number."""
    found = [(outcome.value, outcome.label, run.counts.get(outcome, 0)) for outcome in RowOutcome]
    return [(ALL, "All", sum(run.counts.values())), *(tab for tab in found if tab[2])]


class ImportProgressView(ImportDoor, ScopedRuns, View):
    """How far the worker got; asked for every two seconds. Once it is done the whole page is drawn anew."""

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        run = get_object_or_404(self.scope(), ref=ref)
        if run.status not in WORKED_ON:
            return HttpResponse(headers={"HX-Refresh": "true"})
        return render(request, "participants/imports/_progress.html", {"object": run})


class ImportMoveView(ImportDoor, ScopedRuns, View):
    """A button that moves the import on."""

    http_method_names = ["post"]
    action: Any = None
    done = ""

    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        run = get_object_or_404(self.scope(), ref=ref)
        try:
            type(self).action(run=run, by=request.user, now=timezone.now())
        except Refused as refusal:
            messages.error(request, refusal.reason)
        else:
            messages.success(request, self.done)
        return HttpResponseRedirect(run.get_absolute_url())


class ImportConfirmView(ImportMoveView):
    action = staticmethod(confirm_import)
    done = "The import is being applied."


class ImportDiscardView(ImportMoveView):
    action = staticmethod(discard_import)
    done = "The import was discarded; nothing was written."


class ImportRefusedRowsView(ImportDoor, ScopedRuns, View):
    """The refused rows with their reasons, to mend and upload again."""

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        run = get_object_or_404(self.scope(), ref=ref)
        rows = list(ImportRow.objects.filter(run=run, outcome=RowOutcome.REFUSED).order_by("position"))
        headings = list(dict.fromkeys(name for row in rows for name in row.data.get("cells", {})))
        cells = (
            [row.sheet, row.number, row.reason, *(row.data.get("cells", {}).get(name, "") for name in headings)]
            for row in rows
        )
        return exports.export("csv", f"refused-{run.ref}", ["Sheet", "Row", "Reason", *headings], cells)


class ImportTemplateView(ImportDoor, View):
    """An empty CSV with the headings of a kind."""

    def get(self, request: HttpRequest, kind: str) -> HttpResponse:
        layout = next((one for one in LAYOUTS if one.kind == kind), None)
        if layout is None:
            raise Http404
        return exports.export("csv", kind, list(layout.columns), [])
