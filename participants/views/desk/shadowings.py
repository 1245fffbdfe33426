"""Shadowings: the list, arranging one, and one with its notes and the pages that were read."""

from typing import Any, Final

from django.db.models import OuterRef, QuerySet, Subquery
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from accounts import shadowing_permissions as permissions
from accounts.actions import shadowings as actions
from accounts.models import Shadowing, ShadowingNote
from participants.actions.shadowings import arrange_shadowing
from participants.forms.shadowings import COMMENT, END, NOTE, ShadowingForm, ShadowingWordForm
from participants.models import Participant
from portal.audit.models import AuditEvent
from portal.lifecycle.refusals import Allowed, Answer, Denied
from portal.scoping.today import market_day
from portal.web.doors import DeskDoor
from portal.web.views import ActionFormView, ScopedListView

MOST_READS: Final = 200
TOLD: Final = {NOTE: "Saved.", COMMENT: "Saved.", END: "Ended: the next page is closed again."}
CHOOSE: Final = Denied("Choose what to do.")


def named(rows: QuerySet) -> QuerySet:
    """With the participant's public name and reference."""
    of = Participant.objects.filter(pk=OuterRef("participant_id")).order_by()
    found = {name: Subquery(of.values(name.removeprefix("company_"))[:1]) for name in ("company_name", "company_ref")}
    return rows.annotate(**found).select_related("person", "host", "arranged_by", "ended_by", "mentoring")


def shadowing_url(row: Shadowing) -> str:
    return reverse("participants:shadowing-detail", args=[row.ref])


class ShadowingDoor(DeskDoor):
    capability = "participants.view"


class ShadowingListView(ShadowingDoor, ScopedListView):
    """One's own, those one hosts or arranged; supervisors and auditors see all."""

    model = Shadowing
    template_name = "participants/shadowing_list.html"
    orders = {"newest": ("-starts_on", "-id")}

    def scope(self) -> QuerySet:
        return named(super().scope())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            today=market_day(timezone.now()), may_arrange=permissions.arranges(self.request.user), **kwargs
        )


class ShadowingAddView(ShadowingDoor, ActionFormView):
    model = None
    form_class = ShadowingForm
    template_name = "participants/shadowing_add.html"
    success_message = "Arranged: {done.person.name} reads along."

    def permission(self) -> Answer:
        return permissions.arranges(self.request.user)

    def get_initial(self) -> dict[str, Any]:
        """`?person=` and `?participant=` name from where it was asked."""
        return {name: self.request.GET.get(name, "")[:40] for name in ("person", "participant")}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user}

    def act(self, data: dict[str, Any], **who: Any) -> Shadowing:
        return arrange_shadowing(**data, **who)

    def get_success_url(self) -> str:
        return shadowing_url(self.done)


class ShadowingDetailView(ShadowingDoor, ActionFormView):
    model = Shadowing
    form_class = ShadowingWordForm
    template_name = "participants/shadowing_detail.html"

    def scope(self) -> QuerySet:
        return named(super().scope())

    @property
    def then(self) -> str:
        return self.request.POST.get("then", "")

    def permission(self) -> Answer:
        if self.request.method != "POST":
            return Allowed()
        asks = {NOTE: permissions.can_note_shadowing, COMMENT: permissions.can_comment_shadowing}
        return asks.get(self.then, permissions.can_end_shadowing)(self.request.user, self.object)

    def act(self, data: dict[str, Any], **who: Any) -> Any:
        self.success_message = TOLD.get(self.then, "")
        if self.then == NOTE:
            return actions.note_shadowing(shadowing=self.object, text=data["text"], **who)
        if self.then == COMMENT:
            notes = ShadowingNote.objects.filter(shadowing=self.object)
            note = get_object_or_404(notes, ref=self.request.POST.get("note", "").replace("\x00", ""))
            return actions.comment_shadowing(shadowing=self.object, note=note, text=data["text"], **who)
        if self.then != END:
            CHOOSE.enforce()
        return actions.end_shadowing(shadowing=self.object, reason=data["text"], **who)

    def get_success_url(self) -> str:
        return shadowing_url(self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row, user = self.object, self.request.user
        read = AuditEvent.objects.filter(object_ref=row.ref, verb="accounts.shadowing.read").order_by("-at", "-id")
        reads = [(event.at, event.changes["page"][1]) for event in read[: MOST_READS + 1]]
        return super().get_context_data(
            notes=list(row.notes.select_related("commented_by")[:100]),
            reads=reads[:MOST_READS],
            more=len(reads) > MOST_READS,
            today=market_day(timezone.now()),
            may_note=permissions.can_note_shadowing(user, row),
            may_comment=permissions.can_comment_shadowing(user, row),
            may_end=row.ended_at is None and permissions.can_end_shadowing(user, row),
            **kwargs,
        )
