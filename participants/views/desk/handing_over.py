"""Many assignments at once: for ticked rows of the list, and everything a leaver still holds."""

from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.defaultfilters import pluralize
from django.urls import reverse
from django.utils import timezone
from django.views.generic import FormView

from accounts.models import User
from participants import permissions
from participants.actions import assignments
from participants.actions.hand_overs import prepare_hand_over
from participants.choices import HandOverKind
from participants.forms.assignments import AssignManyForm, HandOverForm
from participants.forms.base import today
from participants.models import Assignment, Participant
from portal.lifecycle.refusals import Refused
from portal.web.doors import DeskDoor

SHOWN = 200


class AssigningDoor(DeskDoor):
    capability = "participants.assign"
    denial = "Only supervisors may assign people to participants."


class AssignManyView(AssigningDoor, FormView):
    """From the list: ticked participants, or all that have no account manager."""

    http_method_names = ["post", "options"]
    form_class = AssignManyForm
    template_name = "participants/assign_many.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user}

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        # Without script the list's button leads here first, with the ticks and nobody chosen yet.
        if "person" not in request.POST:
            chosen = {"participants": request.POST.getlist("participants")}
            return self.render_to_response(
                self.get_context_data(form=AssignManyForm(initial=chosen, user=request.user))
            )
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        data = form.cleaned_data
        try:
            count = assignments.assign_many(
                participants=self._chosen(data),
                person=data["person"],
                kind=data["kind"],
                starts_on=data["starts_on"],
                accepted_because=data["accepted_because"],
                by=self.request.user,
                now=timezone.now(),
            )
        except Refused as refusal:
            form.add_error(None, refusal.reason)
            return self.form_invalid(form)
        messages.success(self.request, f"{data['person'].name} is assigned to {count:,} participant{pluralize(count)}.")
        return HttpResponseRedirect(reverse("participants:participant-list") + f"?manager={data['person'].ref}")

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def _chosen(self, data: dict[str, Any]) -> list[Participant]:
        if data["everyone"]:
            return list(Participant.objects.visible_to(self.request.user).without_account_manager())
        return list(data["participants"])


def leavers(request: Any, _page: None) -> dict[str, Any]:
    """For the page of work to hand over: people whose account is closed and what they still hold."""
    waiting = Assignment.objects.visible_to(request.user).to_hand_over(today())
    counted = waiting.order_by().values("person__ref", "person__name").annotate(count=Count("pk"))
    may_assign = permissions.can_assign(request.user)
    return {"people": list(counted.order_by("person__name", "person__ref")), "may_assign": may_assign}


class HandOverView(AssigningDoor, FormView):
    form_class = HandOverForm
    template_name = "participants/hand_over.html"

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.person: Any = None

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated and request.user.is_staff:
            self.person = get_object_or_404(User.objects.visible_to(request.user), ref=kwargs["ref"])
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user, "person": self.person}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        open_ = Assignment.objects.visible_to(self.request.user).filter(person=self.person).not_over(today())
        rows = list(open_.select_related("participant").order_by("participant__name", "kind")[:SHOWN])
        return super().get_context_data(person=self.person, assignments=rows, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        chosen = list(form.cleaned_data["participants"])
        try:
            hand_over = prepare_hand_over(
                person=self.person,
                receiver=form.cleaned_data["successor"],
                kind=HandOverKind.PERMANENT,
                starts_on=today(),
                participants=chosen or None,
                accepted_because=form.cleaned_data["accepted_because"],
                by=self.request.user,
                now=timezone.now(),
            )
        except Refused as refusal:
            form.add_error(None, refusal.reason)
            return self.form_invalid(form)
        messages.success(self.request, f"{form.cleaned_data['successor'].name} takes over.")
        return HttpResponseRedirect(hand_over.get_absolute_url())

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)
