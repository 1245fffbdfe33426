"""The own company's changes: asking for them, signing them, following them; and what other companies ask of it."""

from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views import View

from participants import permissions
from participants.actions import change_signing
from participants.change_pages import offers, story_of
from participants.forms.base import OfParticipantForm, ReasonForm
from participants.models import Acknowledgment, Change
from participants.rules.change_moves import EDITABLE, STILL_OPEN
from participants.signing import authority
from participants.views import changes
from participants.views.my.pages import MyForm, MyPage
from portal.lifecycle.refusals import Answer, Denied
from portal.web import keyset
from portal.web.doors import MyDoor

NEWEST = ("-requested_at", "-id")
VIEWS = {"open": "Under way", "past": "Past"}
SHOWN = 50


class ForTheCompany:
    """Changes concern the whole company: a membership narrowed to registrations does not reach them."""

    members_only = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        acting_for = getattr(request.user, "acting_for", None)
        if acting_for is not None and acting_for.narrowed:
            permissions.can_ask_for_changes(request.user, self.participant).enforce()
        return super().dispatch(request, *args, **kwargs)


class MyChangeListView(MyPage):
    members_only = True
    template_name = "my/change_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, query = self.request.user, self.request.GET
        view = query.get("view") if query.get("view") in VIEWS else "open"
        rows = Change.objects.visible_to(user).select_related("procedure")
        page = keyset.paginate(
            rows.still_open() if view == "open" else rows.ended(),
            NEWEST,
            after=query.get("after", ""),
            before=query.get("before", ""),
        )
        asked = Acknowledgment.objects.visible_to(user).filter(representative=self.participant)
        return super().get_context_data(
            page=page,
            view=view,
            tabs=VIEWS.items(),
            asked=list(asked.exclude(state="canceled").order_by("-asked_at", "-id")[:SHOWN]),
            may_ask=permissions.can_ask_for_changes(user, self.participant),
            **kwargs,
        )


class MyChangeStartView(ForTheCompany, MyPage):
    """What one can change, each with what it takes."""

    template_name = "my/change_start.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**offers(staff=False), **kwargs)


class MyChangeForm(ForTheCompany, MyForm):
    section = "changes"

    @cached_property
    def now(self) -> datetime:
        return timezone.now()

    def get_success_url(self) -> str:
        done = getattr(self, "done", None) or self.object
        return done.get_my_url() if done else reverse("my-changes")


class MyChangeBeginView(changes.BeginChange, MyChangeForm):
    template_name = "my/change_form.html"
    lead = ""

    def start_url(self) -> str:
        return reverse("my-change-start")


class MyChangeRewriteView(changes.RewriteChange, MyChangeForm):
    template_name = "my/change_form.html"


class MyChangeSubmitView(changes.SubmitChange, MyChangeForm):
    pass


class MyChangeWithdrawView(changes.WithdrawChange, MyChangeForm):
    pass


class MyChangeCommentView(changes.CommentOnChange, MyChangeForm):
    pass


class MyChangeAttachView(changes.AttachEvidence, MyChangeForm):
    template_name = "my/upload_form.html"


class MyChangeSignView(changes.OfChange, MyChangeForm):
    title = "Sign: {row.procedure.name}"
    submit_label = "Sign for the company"
    success_message = "Signed."

    def permission(self) -> Answer:
        return permissions.can_sign_change(self.request.user, self.object)

    def act(self, data: dict[str, Any], **who: Any) -> Change:
        return change_signing.sign_change(change=self.object, **who)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        held = authority(self.request.user, self.object.participant, self.now, topics=self.object.topics)
        role = f"You sign as {held.role}." if held else "You hold no role today that may sign."
        self.lead = f"{role} Your name, that role and this moment are kept with it."
        return super().get_context_data(**kwargs)


class MyChangeConfirmView(changes.OfChange, MyChangeForm):
    title = "Confirm your new role"
    lead = "You confirm to be the person named, and to take the role from the day the change takes effect."
    submit_label = "I confirm"
    success_message = "Confirmed. The role begins once the change takes effect."

    def permission(self) -> Answer:
        return permissions.can_sign_change(self.request.user, self.object)

    def act(self, data: dict[str, Any], **who: Any) -> Change:
        return change_signing.confirm_role(change=self.object, **who)


class MyChangeDetailView(ForTheCompany, MyPage):
    template_name = "my/change_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        rows = Change.objects.visible_to(user).select_related("participant", "procedure")
        change = get_object_or_404(rows, ref=self.kwargs["ref"])
        held = authority(user, change.participant, self.now, topics=change.topics)
        story = story_of(change, user, self.now)
        return super().get_context_data(
            object=change,
            story=story,
            may_prepare=_when(change.state in EDITABLE, permissions.can_prepare_change(user, change)),
            may_sign=held is not None and change.state == "submitted" and not _signed_by(story, user),
            may_withdraw=_when(change.state in STILL_OPEN, permissions.can_withdraw_change(user, change)),
            may_comment=permissions.can_comment_on_change(user, change),
            **kwargs,
        )


class MyEvidenceView(MyDoor, View):
    members_only = True

    def get(self, request: HttpRequest, ref: str, part: str) -> HttpResponse:
        return changes.evidence(request, ref, part)


class OfAcknowledgment:
    """What another company's change asks of this one; no other row of that company is read."""

    model = Acknowledgment

    def scope(self) -> QuerySet:
        rows = Acknowledgment.objects.visible_to(self.request.user)
        return rows.filter(representative=self.participant)


class MyAcknowledgmentView(OfAcknowledgment, MyPage):
    members_only = True
    template_name = "my/acknowledgment.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = get_object_or_404(self.scope(), ref=self.kwargs["ref"])
        held = authority(self.request.user, self.participant, self.now)
        return super().get_context_data(object=row, may_sign=held is not None and row.state == "asked", **kwargs)


class MyAcknowledgmentForm(OfAcknowledgment, MyChangeForm):
    def permission(self) -> Answer:
        return permissions.can_acknowledge(self.request.user, self.object)


class MyAcknowledgeView(MyAcknowledgmentForm):
    form_class = OfParticipantForm
    title = "Represent {row.represented_name}"
    lead = "You acknowledge for your company that it will represent from the day named."
    submit_label = "Acknowledge"
    success_message = "Acknowledged."

    def act(self, data: dict[str, Any], **who: Any) -> Acknowledgment:
        return change_signing.acknowledge(acknowledgment=self.object, **who)


class MyRefuseAcknowledgmentView(MyAcknowledgmentForm):
    form_class = ReasonForm
    title = "Do not represent {row.represented_name}"
    lead = "The reason goes to the operator, not to the other company."
    submit_label = "Refuse"
    danger = True
    success_message = "Refused."

    def act(self, data: dict[str, Any], **who: Any) -> Acknowledgment:
        return change_signing.refuse_acknowledgment(acknowledgment=self.object, **data, **who)


def _when(fits: bool, answer: Answer) -> Answer:
    return answer if fits else Denied("Not in this state.")


def _signed_by(story: Any, user: Any) -> bool:
    return any(one.signer_id == user.pk and one.kind == "approval" for one in story.signatures)
