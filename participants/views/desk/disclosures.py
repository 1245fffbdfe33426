"""The register of disclosures: the list, one request with a line for each owner, and the steps of a line."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from participants import disclosable
from participants.actions import disclosure_items as items
from participants.actions import disclosures as actions
from participants.choices.disclosures import DisclosureState
from participants.deadlines import give_clocks
from participants.forms import disclosures as forms
from participants.models import Disclosure, DisclosureItem, DisclosureLine
from participants.permissions import protection as permissions
from participants.rules.disclosure_moves import MOVES, OPEN_STATES, waits_until
from portal.lifecycle.refusals import Answer
from portal.scoping.today import market_day
from portal.web.doors import DeskDoor
from portal.web.keyset import bounded_count
from portal.web.views import ActionButton, ActionFormView, ScopedListView

VIEWS = {"open": "Open", "over": "Over"}
# So many items of one request are shown.
MOST = 500


class RegisterDoor(DeskDoor):
    """Whoever discloses, and auditors."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated and request.user.is_staff:
            self.let_in(request.user).enforce()
        return super().dispatch(request, *args, **kwargs)

    def let_in(self, user: Any) -> Answer:
        return permissions.sees_register(user)


class DiscloseDoor(RegisterDoor):
    def let_in(self, user: Any) -> Answer:
        return permissions.discloses(user)


class DisclosureListView(RegisterDoor, ScopedListView):
    model = Disclosure
    template_name = "participants/disclosure_list.html"
    orders = {"latest": ("-opened_at", "-id")}

    @property
    def view(self) -> str:
        return "over" if self.request.GET.get("view") == "over" else "open"

    def narrow(self, rows: QuerySet, wanted: dict[str, Any]) -> QuerySet:
        self.every = rows
        lines = {"owners": Count("lines"), "open_lines": Count("lines", filter=Q(lines__state__in=OPEN_STATES))}
        return self._in(self.view).annotate(**lines).select_related("opened_by")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        counts = {key: bounded_count(self._in(key)) for key in VIEWS if key != self.view}
        tabs = [(key, label, counts.get(key, kwargs["page"].total)) for key, label in VIEWS.items()]
        may_disclose = bool(permissions.discloses(self.request.user))
        return super().get_context_data(tabs=tabs, view=self.view, may_disclose=may_disclose, **kwargs)

    def _in(self, view: str) -> QuerySet:
        lines = DisclosureLine.objects.filter(disclosure=OuterRef("pk"))
        over = Exists(lines) & ~Exists(lines.filter(state__in=OPEN_STATES))
        return self.every.filter(over if view == "over" else ~over)


class DisclosureAddView(DiscloseDoor, ActionFormView):
    form_class = forms.DisclosureForm
    template_name = "participants/disclosure_form.html"
    success_message = "Written down. Name the owners next."

    def permission(self) -> Answer:
        return permissions.discloses(self.request.user)

    def act(self, data: dict[str, Any], **who: Any) -> Disclosure:
        return actions.open_disclosure(**data, **who)


class DisclosureView(RegisterDoor, ActionFormView):
    """One request; the form names a further owner."""

    model = Disclosure
    form_class = forms.OwnerForm
    template_name = "participants/disclosure_detail.html"
    success_message = "Named."

    def scope(self) -> QuerySet[Disclosure]:
        return super().scope().select_related("opened_by")

    def permission(self) -> Answer:
        reading = self.request.method in ("GET", "HEAD")
        return (permissions.sees_register if reading else permissions.discloses)(self.request.user)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user}

    def act(self, data: dict[str, Any], **who: Any) -> DisclosureLine:
        return actions.name_owner(disclosure=self.object, **data, **who)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        people = ("participant", "silence_by", "confirmed_by", "decided_by", "disclosed_by")
        rows = DisclosureLine.objects.visible_to(self.request.user).filter(disclosure=self.object)
        lines, today = list(rows.select_related(*people)), market_day(timezone.now())
        give_clocks(lines, actions.KIND)
        for line in lines:
            line.may = MOVES.after(line.state)
            line.waits_until = waits_until(line.state, line.objects_until, today)
        may_disclose = bool(permissions.discloses(self.request.user))
        give_items(lines, self.request.user)
        if may_disclose:
            _offer(lines)
        return super().get_context_data(
            lines=lines, may_disclose=may_disclose, today=today, states=DisclosureState, **kwargs
        )


def give_items(lines: Iterable[DisclosureLine], user: Any) -> None:
    """Let each line know its items, with the addresses that the person may open."""
    lines, of_line = list(lines), defaultdict(list)
    rows = list(DisclosureItem.objects.visible_to(user).filter(line__in=[line.pk for line in lines])[:MOST])
    disclosable.give_urls(rows, user)
    for row in rows:
        of_line[row.line_id].append(row)
    for line in lines:
        line.named = of_line[line.pk]


def _offer(lines: Iterable[DisclosureLine]) -> None:
    """What may still be named for owners that were not told yet, for the suggestions of its field."""
    prepared = {line.participant_id: line for line in lines if line.state == DisclosureState.PREPARED}
    of_owner = defaultdict(list)
    for item in disclosable.items_of(prepared.keys()):
        of_owner[item.participant_id].append(item)
    for owner, line in prepared.items():
        there = {item.item_ref for item in line.named}
        line.offered = [item for item in of_owner[owner] if item.ref not in there]


class Step(DiscloseDoor, ActionButton):
    """One step of one owner's line."""

    model = DisclosureLine
    success_message = "Saved."

    def get_success_url(self) -> str:
        ref = Disclosure.objects.values_list("ref", flat=True).get(pk=self.object.disclosure_id)
        return reverse("participants:disclosure-detail", args=[ref])


class ItemsView(Step):
    form_class = forms.ItemsForm

    def act(self, data: dict[str, Any], **who: Any) -> list[DisclosureItem]:
        return items.name_items(line=self.object, **data, **who)


class ItemRemoveView(Step):
    model = DisclosureItem
    success_message = "It is not asked for any more."

    def act(self, data: dict[str, Any], **who: Any) -> DisclosureLine:
        return items.remove_item(item=self.object, **who)

    def get_success_url(self) -> str:
        ref = Disclosure.objects.values_list("ref", flat=True).get(lines=self.object.line_id)
        return reverse("participants:disclosure-detail", args=[ref])


class NoticeView(Step):
    success_message = "The owner is told; its days to object have begun."

    def act(self, data: dict[str, Any], **who: Any) -> DisclosureLine:
        return actions.send_notice(line=self.object, **who)


class SilenceView(Step):
    form_class = forms.SectionForm
    success_message = "Somebody else has to confirm it."

    def act(self, data: dict[str, Any], **who: Any) -> DisclosureLine:
        return actions.ask_for_silence(line=self.object, **data, **who)


class ConfirmView(Step):
    def act(self, data: dict[str, Any], **who: Any) -> DisclosureLine:
        return actions.confirm_silence(line=self.object, **who)


class TellView(Step):
    def act(self, data: dict[str, Any], **who: Any) -> DisclosureLine:
        return actions.tell_after_all(line=self.object, **who)


class DecideView(Step):
    form_class = forms.DecideForm

    def act(self, data: dict[str, Any], **who: Any) -> DisclosureLine:
        return actions.decide_disclosure(line=self.object, **data, **who)


class DisclosedView(Step):
    form_class = forms.DisclosedForm

    def act(self, data: dict[str, Any], **who: Any) -> DisclosureLine:
        return actions.record_disclosed(line=self.object, **data, **who)


class WithdrawView(Step):
    form_class = forms.WhyForm

    def act(self, data: dict[str, Any], **who: Any) -> DisclosureLine:
        return actions.withdraw_line(line=self.object, **data, **who)
