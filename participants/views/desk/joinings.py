"""Two rows of one company: suggestions, a preview of who gains access to what, joining and undoing it."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.generic import FormView, TemplateView

from participants import permissions
from participants.actions import joinings
from participants.forms.joinings import ChooseForm, ReasonedForm
from participants.models import Joining, Participant
from portal.lifecycle.refusals import Answer, Refused
from portal.web.doors import DeskDoor
from portal.web.views import ActionFormView

SHOWN = 50


class JoiningDoor(DeskDoor):
    capability = "participants.join"
    denial = "Only supervisors may join participants or undo a joining."


class JoiningListView(JoiningDoor, TemplateView):
    """What the DUNS numbers suggest, any other pair by hand, and what was joined so far."""

    template_name = "participants/joining_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        done = Joining.objects.visible_to(user).select_related("kept", "absorbed", "joined_by", "undone_by")
        return super().get_context_data(
            groups=Participant.objects.visible_to(user).with_summary().joining_suggestions(),
            joinings=list(done[:SHOWN]),
            form=ChooseForm(user=user),
            **kwargs,
        )


class JoiningPreviewView(JoiningDoor, FormView):
    """The two companies stand in the address; a reason joins them."""

    form_class = ReasonedForm
    template_name = "participants/joining_preview.html"

    @cached_property
    def choice(self) -> ChooseForm:
        return ChooseForm(self.request.GET, user=self.request.user)

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        may_join = request.user.is_authenticated and request.user.can(self.capability)
        if may_join and request.method != "GET" and not self.choice.is_valid():
            return self._back()
        return super().dispatch(request, *args, **kwargs)

    def _back(self) -> HttpResponse:
        return HttpResponseRedirect(reverse("participants:joining-list"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        pair = self.choice.cleaned_data if self.choice.is_valid() else None
        preview = joinings.preview_joining(pair["kept"], pair["absorbed"]) if pair else None
        return super().get_context_data(choice=self.choice, pair=pair, preview=preview, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        pair = self.choice.cleaned_data
        reason = form.cleaned_data["reason"]
        try:
            done = joinings.join_participants(**pair, reason=reason, by=self.request.user, now=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reason)
            return self.form_invalid(form)
        messages.success(self.request, f"{done.absorbed.name} was joined into {done.kept.name}. This can be undone.")
        return HttpResponseRedirect(done.kept.get_absolute_url())

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


class JoiningUndoView(JoiningDoor, ActionFormView):
    model = Joining
    form_class = ReasonedForm
    template_name = "participants/joining_undo.html"
    success_message = "The joining is undone."

    def scope(self) -> Any:
        return super().scope().select_related("kept", "absorbed")

    def permission(self) -> Answer:
        return permissions.can_join(self.request.user)

    def act(self, data: dict[str, Any], **who: Any) -> Joining:
        return joinings.undo_joining(joining=self.object, **data, **who)

    def get_success_url(self) -> str:
        return reverse("participants:joining-list")
