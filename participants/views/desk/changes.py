"""The desk's list of changes, one change's page, and the forms of whoever reviews it."""

from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views import View

from participants import permissions
from participants.actions import changes as actions
from participants.change_pages import offers, story_of
from participants.choices import ChangeState
from participants.directory import directory
from participants.forms.changes import VIEWS, ChangeFilter, ChangeForm, RecordChangeForm
from participants.models import Change, ChangeNote
from participants.rules.change_moves import EDITABLE, STILL_OPEN
from participants.rules.changes import GUIDES
from participants.views import changes
from participants.views.desk.pages import DeskForm, ParticipantPage
from portal.audit.models import AuditEvent
from portal.audit.timeline import told
from portal.lifecycle.refusals import Answer, Denied
from portal.web.doors import DeskDoor
from portal.web.keyset import bounded_count
from portal.web.views import ScopedDetailView, ScopedListView

S = ChangeState
STATES = {
    "review": (S.IN_REVIEW,),
    "waiting": (S.DRAFT, S.SUBMITTED, S.RETURNED),
    "approved": (S.APPROVED,),
    "effect": (S.IN_EFFECT,),
    "closed": (S.DECLINED, S.WITHDRAWN),
}
HISTORY = 100


class ChangeListView(DeskDoor, ScopedListView):
    capability = "participants.view"
    model = Change
    template_name = "participants/change_list.html"
    orders = {"asked": ("-requested_at", "-id")}

    def filters(self) -> ChangeFilter:
        return ChangeFilter(self.request.GET)

    @property
    def words(self) -> str:
        return " ".join(self.request.GET.get("q", "")[:200].split())

    def narrow(self, rows: QuerySet, wanted: dict[str, Any]) -> QuerySet:
        if self.words:
            named = directory(self.request.user, self.words.replace("\x00", "")).values("pk")
            rows = rows.filter(participant__in=named)
        self.narrowed = rows
        rows = rows.filter(state__in=STATES[self.form.view_name])
        return rows.select_related("participant", "procedure", "reviewer")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        view = kwargs["form"].view_name
        tabs = [(key, label, kwargs["page"].total if key == view else self._count(key)) for key, label in VIEWS.items()]
        return super().get_context_data(words=self.words, view=view, tabs=tabs, **kwargs)

    def _count(self, key: str) -> str:
        return bounded_count(self.narrowed.filter(state__in=STATES[key]))


class ChangeDetailView(DeskDoor, ScopedDetailView):
    capability = "participants.view"
    model = Change
    template_name = "participants/change_detail.html"

    def scope(self) -> QuerySet:
        return super().scope().select_related("participant", "procedure", "reviewer")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, change = self.request.user, self.object
        events = AuditEvent.objects.concerning(change.participant_id).filter(object_ref=change.ref)
        may_review = permissions.can_review_change(user, change)
        return super().get_context_data(
            participant=change.participant,
            story=story_of(change, user, timezone.now()),
            guide=GUIDES[change.procedure.code],
            notes=list(ChangeNote.objects.filter(change=change).select_related("author")),
            events=[told(event) for event in events[:HISTORY]],
            may_review=may_review,
            may_tick=_when(change.state in STILL_OPEN, permissions.can_tick_steps(user, change)),
            may_prepare=_when(change.state in EDITABLE, permissions.can_prepare_change(user, change)),
            may_withdraw=_when(change.state in STILL_OPEN, permissions.can_withdraw_change(user, change)),
            may_comment=permissions.can_comment_on_change(user, change),
            **kwargs,
        )


class ChangeStartView(ParticipantPage):
    """What the staff may record for this participant: asked for by phone or mail, or run by the staff alone."""

    template_name = "participants/change_start.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        permissions.can_ask_for_changes(self.request.user, self.participant).enforce()
        return super().get_context_data(**offers(staff=True), **kwargs)


class ChangeDeskForm(DeskForm):
    @cached_property
    def now(self) -> datetime:
        return timezone.now()

    def get_success_url(self) -> str:
        row = getattr(self, "done", None) or self.object
        if isinstance(row, Change):
            return row.get_absolute_url()
        return reverse("participants:change-start", args=[self.participant.ref])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(section_label="Change", **kwargs)


class ChangeBeginView(changes.BeginChange, ChangeDeskForm):
    template_name = "participants/change_form.html"
    lead = ""

    def start_url(self) -> str:
        return reverse("participants:change-start", args=[self.object.ref])

    def get_form_class(self) -> type[ChangeForm]:
        return ChangeForm if self.guide.by_staff else RecordChangeForm

    def given(self, form_data: dict[str, Any]) -> dict[str, Any]:
        channel = {"channel": form_data["channel"]} if "channel" in form_data else {}
        return super().given(form_data) | channel

    def act(self, data: dict[str, Any], **who: Any) -> Change:
        return actions.draft_change(participant=self.object, procedure=self.procedure(), **self.given(data), **who)


class ChangeRewriteView(changes.RewriteChange, ChangeDeskForm):
    template_name = "participants/change_form.html"


class ChangeSubmitView(changes.SubmitChange, ChangeDeskForm):
    pass


class ChangeWithdrawView(changes.WithdrawChange, ChangeDeskForm):
    pass


class ChangeCommentView(changes.CommentOnChange, ChangeDeskForm):
    pass


class ChangeAttachView(changes.AttachEvidence, ChangeDeskForm):
    template_name = "participants/upload_form.html"


class EvidenceView(DeskDoor, View):
    capability = "participants.view"

    def get(self, request: HttpRequest, ref: str, part: str) -> HttpResponse:
        return changes.evidence(request, ref, part)


def _when(fits: bool, answer: Answer) -> Answer:
    return answer if fits else Denied("Not in this state.")
