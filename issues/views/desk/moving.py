"""Moving work: what will happen first, then all of it at once. Every step works without script."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.defaultfilters import pluralize
from django.urls import reverse
from django.utils import timezone
from django.views.generic import FormView

from accounts.models import User
from issues import balance_rows
from issues.actions.moving_work import Moved, cover_absence, move_work
from issues.forms.moving import FORTNIGHT, CoverForm, DaysForm, MoveForm
from issues.manager_work import managers, weights_held
from issues.moving import look
from issues.views.desk.balance import BalanceDoor
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day


class PreviewView(BalanceDoor, FormView):
    """The first time it is sent the effects are shown; with `confirm` it is done."""

    http_method_names = ["get", "post", "options"]
    form_class = MoveForm
    template_name = "issues/move_preview.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user}

    def form_valid(self, form: Any) -> HttpResponse:
        if "confirm" not in self.request.POST:
            return self.drawn(form)
        try:
            return self.done(form, by=self.request.user, now=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reason)
            return self.drawn(form, status=422)

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.drawn(form, status=422)

    def drawn(self, form: Any, status: int = 200) -> HttpResponse:
        """What would happen as things are now."""
        preview = look(form.steps, timezone.now(), days=self.days(form))
        return self.render_to_response(self.get_context_data(form=form, preview=preview), status=status)

    def days(self, form: Any) -> Any:
        return None

    def done(self, form: Any, **who: Any) -> HttpResponse:
        raise NotImplementedError("A preview says what is done once it is confirmed.")


class MoveView(PreviewView):
    """For good: to one person, or to the person chosen beside each row."""

    http_method_names = ["post", "options"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        back = self.request.POST.get("back", "")
        person = User.objects.visible_to(self.request.user).filter(ref=back, is_staff=True).first() if back else None
        return super().get_context_data(person=person, **kwargs)

    def done(self, form: Any, **who: Any) -> HttpResponse:
        data = form.cleaned_data
        moved = move_work(
            steps=form.steps,
            seen=form.seen,
            reason=data["reason"],
            accepted_because=data["accepted_because"],
            **who,
        )
        messages.success(self.request, told(moved))
        return HttpResponseRedirect(where(moved))


class CoverView(PreviewView):
    """Somebody is away: a plan of stand-ins by load, then hand-overs that begin and come back by themselves."""

    form_class = CoverForm
    template_name = "issues/balance_cover.html"

    @cached_property
    def person(self) -> User:
        people = User.objects.visible_to(self.request.user).filter(is_staff=True, is_active=True)
        return get_object_or_404(people, ref=self.kwargs["ref"])

    @cached_property
    def absence(self) -> Any:
        """The one that holds or comes next."""
        return (
            self.person.absences.filter(ends_on__gte=self.today)
            .order_by("starts_on")
            .select_related("stand_in")
            .first()
        )

    @cached_property
    def today(self) -> Any:
        return market_day(timezone.now())

    def get_initial(self) -> dict[str, Any]:
        first = max(self.absence.starts_on, self.today) if self.absence else self.today
        return {"starts_on": first, "ends_on": self.absence.ends_on if self.absence else first + FORTNIGHT}

    def days(self, form: Any) -> Any:
        data = form.cleaned_data
        return (data["starts_on"], data["ends_on"]) if data.get("starts_on") and data.get("ends_on") else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(person=self.person, absence=self.absence, today=self.today, **kwargs)
        if "preview" not in context:
            context |= self.plan()
        return context

    def plan(self) -> dict[str, Any]:
        """Each participant with whom it could go to in these days, and why."""
        asked = DaysForm(self.request.GET if "starts_on" in self.request.GET else self.get_initial())
        wanted = asked.cleaned_data if asked.is_valid() else self.get_initial()
        days = (wanted["starts_on"], wanted["ends_on"])
        now, weights = timezone.now(), weights_held()
        companies = balance_rows.companies_of(self.person, self.request.user, now, weights)
        found = balance_rows.suggested(companies, now, days=days, but=[self.person.pk], weights=weights)
        people = list(managers().exclude(pk=self.person.pk))
        return {
            "asked": asked,
            "wanted": wanted,
            "companies": [(one, found.get(one.participant.ref)) for one in companies],
            "people": people,
        }

    def done(self, form: Any, **who: Any) -> HttpResponse:
        data = form.cleaned_data
        hand_overs = cover_absence(
            person=self.person,
            steps=form.steps,
            seen=form.seen,
            starts_on=data["starts_on"],
            ends_on=data["ends_on"],
            note=data["reason"],
            accepted_because=data["accepted_because"],
            **who,
        )
        names = ", ".join(one.receiver.name for one in hand_overs)
        messages.success(self.request, f"{names} stand{'s' if len(hand_overs) == 1 else ''} in for {self.person.name}.")
        return HttpResponseRedirect(
            hand_overs[0].get_absolute_url() if len(hand_overs) == 1 else reverse("participants:hand-over-list")
        )


def told(moved: Moved) -> str:
    """What was moved, in one sentence."""
    counted = (("participant", moved.participants), ("issue", moved.issues), ("application", moved.applications))
    parts = [f"{count} {noun}{pluralize(count)}" for noun, count in counted if count]
    return f"Moved: {', '.join(parts)}."


def where(moved: Moved) -> str:
    """Where it can be looked at and taken back."""
    if len(moved.hand_overs) == 1:
        return moved.hand_overs[0].get_absolute_url()
    if moved.hand_overs:
        return reverse("participants:hand-over-list")
    return moved.runs[0].get_absolute_url() if len(moved.runs) == 1 else reverse("issues:balance")
