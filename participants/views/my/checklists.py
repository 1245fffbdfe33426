"""The own registrations' checklists: what is wanted next, what is with the operator, and evidence sent for it."""

from functools import cached_property
from typing import Any

from django.db.models import F, Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views import View

from participants import permissions
from participants.actions.checklist_items import submit_item, take_back_item
from participants.choices import ItemState
from participants.forms.base import OfParticipantForm
from participants.forms.checklist_items import SendForm
from participants.models import Checklist, ChecklistItem, ItemEvidence, ItemRound
from participants.own_checklists import Point, Sheet, open_points, sheet_of
from participants.querysets.registrations import ENDED
from participants.requirements import item_of
from participants.rules.checklist_moves import MOVES
from participants.views.my.pages import MyForm, MyPage
from portal.documents.serving import respond
from portal.lifecycle.refusals import Answer
from portal.scoping.today import market_day
from portal.web import keyset
from portal.web.doors import MyDoor

ORDER = ("-opened_at", "-id")
PAGE = 20


class MyChecklistsView(MyPage):
    template_name = "my/checklists.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, query = self.request.user, self.request.GET
        rows = Checklist.objects.visible_to(user).of(self.participant).with_progress()
        page = keyset.paginate(
            rows.select_related("registration__role"),
            ORDER,
            after=query.get("after", ""),
            before=query.get("before", ""),
            size=PAGE,
        )
        items = ChecklistItem.objects.visible_to(user).filter(checklist__in=[row.pk for row in page.rows])
        points = open_points(items, self.today) if page.rows else {}
        shown = [(row, points.get(row.pk, [])) for row in page.rows]
        return super().get_context_data(page=page, checklists=shown, **kwargs)


class MyChecklistView(MyPage):
    template_name = "my/checklist.html"

    @cached_property
    def checklist(self) -> Checklist:
        rows = Checklist.objects.visible_to(self.request.user).of(self.participant)
        rows = rows.select_related("registration__role", "role", "flight")
        return get_object_or_404(rows, ref=self.kwargs["ref"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            checklist=self.checklist,
            registration=self.checklist.registration,
            ended=self.checklist.registration.status in ENDED,
            sheet=sheet_of(self.checklist, now=self.now, today=self.today),
            looked_after_by=self.looked_after_by,
            **kwargs,
        )


class OfItem(MyForm):
    """A form about one item; it ends on the item's page."""

    model = ChecklistItem
    section = "checklists"

    def scope(self) -> QuerySet[ChecklistItem]:
        return super().scope().select_related("requirement", "checklist__registration__role", "checklist__flight")

    def permission(self) -> Answer:
        self.object.participant = self.participant
        return permissions.can_submit(self.request.user, self.object)

    def get_success_url(self) -> str:
        return self.object.get_my_url()


class MyItemView(OfItem):
    """What is asked, what was sent and said about it, and the form that sends evidence."""

    form_class = SendForm
    template_name = "my/checklist_item.html"
    success_message = "Sent. You will hear as soon as it has been reviewed."

    def act(self, data: dict[str, Any], **who: Any) -> ChecklistItem:
        return submit_item(item=self.object, **data, **who)

    @cached_property
    def sheet(self) -> Sheet:
        now = timezone.now()
        return sheet_of(self.object.checklist, now=now, today=market_day(now))

    @property
    def point(self) -> Point:
        return next(point for point in self.sheet.points if point.item.pk == self.object.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        item, registration = self.object, self.object.checklist.registration
        rounds = self.rounds()
        return super().get_context_data(
            item=item,
            point=self.point,
            registration=registration,
            rounds=rounds,
            sent_back=next((one for one in rounds[:1] if item.state == ItemState.RETURNED), None),
            may_send=registration.status not in ENDED and MOVES.allows(item.state, ItemState.SUBMITTED),
            may_take_back=registration.status not in ENDED and item.state == ItemState.SUBMITTED,
            shown_for=self.shown_for(),
            **kwargs,
        )

    def rounds(self) -> list[ItemRound]:
        """Newest first, each with its files, its fields under their labels, and who sent it where one may know."""
        user = self.request.user
        files = ItemEvidence.objects.visible_to(user).select_related("document").order_by("id")
        rows = ItemRound.objects.visible_to(user).filter(item=self.object).annotate(sender=F("submitted_by__name"))
        rounds = list(rows.prefetch_related(Prefetch("evidence", files, to_attr="files")).order_by("-number"))
        labels = {ask.name: ask.label for ask in item_of(self.object.requirement).asks}
        names = self.sheet.departments
        for row in rounds:
            row.told = [(labels.get(name, name), value) for name, value in row.values.items()]
            row.judged_by = names.get(row.department, row.department)
        return rounds

    def shown_for(self) -> ChecklistItem | None:
        """The item it was taken over from, where that one may be seen."""
        if self.object.reused_from_id is None:
            return None
        rows = ChecklistItem.objects.visible_to(self.request.user).filter(pk=self.object.reused_from_id)
        return rows.select_related("checklist__registration__role").first()


class MyItemTakeBackView(OfItem):
    """Evidence that nobody has taken up yet is taken back."""

    form_class = OfParticipantForm
    title = "Take back what you sent"
    lead = "Nobody has begun to review it. The files stay on the page; you can send better ones."
    submit_label = "Take back"
    success_message = "Taken back. Send it again when it is ready."

    def act(self, data: dict[str, Any], **who: Any) -> ChecklistItem:
        return take_back_item(item=self.object, **who)


class MyEvidenceView(MyDoor, View):
    """One of the own files, as a download."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        rows = ItemEvidence.objects.visible_to(request.user).select_related("document")
        return respond(get_object_or_404(rows, ref=ref).document, to=request.user)
