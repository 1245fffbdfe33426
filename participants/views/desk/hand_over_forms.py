"""The forms about hand-overs; each calls one action, and a refusal stands above the form in words."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone

from accounts.models import User
from participants import permissions
from participants.actions import hand_over_dates as dates
from participants.actions import hand_overs as actions
from participants.actions.taking_back import take_back_hand_over
from participants.choices import HandOverKind
from participants.forms.hand_overs import MOVE, MOVES, DateForm, MoveForm, NoteForm, PrepareForm
from participants.models import HandOver, HandOverLine, HandOverNote
from portal.lifecycle.refusals import Answer, Refused
from portal.scoping.today import market_day
from portal.web.doors import DeskDoor
from portal.web.views import ActionFormView

ACTIONS = {
    "gather": (actions.gather_anew, "The lines are as things are now."),
    "call_off": (actions.call_off_hand_over, "The hand-over is called off."),
    "stand_by": (actions.stand_by_hand_over, "You stand by it."),
    "come_back": (actions.come_back, "Everything came back."),
    "close": (actions.close_hand_over, "The hand-over is closed."),
    "take_back": (take_back_hand_over, "It is taken back: everything is as it was."),
}


class HandOverForm(DeskDoor, ActionFormView):
    """A form about a hand-over or a part of one; ends on the hand-over's page."""

    capability = "participants.view"
    template_name = "participants/hand_over_form.html"
    title = ""
    lead = ""
    submit_label = "Save"

    @property
    def hand_over(self) -> HandOver:
        return self.object if isinstance(self.object, HandOver) else self.object.hand_over

    def permission(self) -> Answer:
        return permissions.can_change_hand_over(self.request.user, self.hand_over)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = {"title": self.title, "lead": self.lead, "submit_label": self.submit_label, "back": self.back()}
        return super().get_context_data(hand_over=self.hand_over, **page | kwargs)

    def back(self) -> str:
        return self.object.get_absolute_url()


class HandOverPrepareView(DeskDoor, ActionFormView):
    """For a colleague, or for oneself."""

    capability = "participants.view"
    model = User
    form_class = PrepareForm
    template_name = "participants/hand_over_prepare.html"

    def scope(self) -> QuerySet:
        return super().scope().filter(is_staff=True)

    def permission(self) -> Answer:
        return permissions.can_prepare_hand_over(self.request.user, self.object)

    def get_form_kwargs(self) -> dict[str, Any]:
        user = self.request.user
        own = {"user": user, "person": self.object, "may_assign": bool(permissions.can_assign(user))}
        return super().get_form_kwargs() | own

    def get_initial(self) -> dict[str, Any]:
        """The next absence that is known, so that only the notes are left to write."""
        absence = self.object.absences.filter(ends_on__gte=market_day(timezone.now())).order_by("starts_on").first()
        if absence is None:
            return {}
        days = {"starts_on": absence.starts_on, "ends_on": absence.ends_on}
        return {"kind": HandOverKind.ABSENCE, "receiver": absence.stand_in.ref, **days}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(person=self.object, **kwargs)

    def act(self, data: dict[str, Any], **who: Any) -> HandOver:
        chosen = list(data.pop("participants"))
        return actions.prepare_hand_over(person=self.object, participants=chosen or None, **data, **who)

    def get_success_url(self) -> str:
        return self.done.get_absolute_url()


class HandOverNoteView(HandOverForm):
    model = HandOverNote
    form_class = NoteForm
    success_message = "The note is saved."

    def scope(self) -> QuerySet:
        return super().scope().select_related("hand_over__person", "hand_over__receiver", "participant")

    def get_initial(self) -> dict[str, Any]:
        return {"text": self.object.note}

    def act(self, data: dict[str, Any], **who: Any) -> HandOverNote:
        return actions.note_on_hand_over(note=self.object, **data, **who)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        title = f"What to know of {self.object.participant.name}"
        lead = f"{self.object.hand_over.receiver.name} reads it. The participant never does."
        return super().get_context_data(**{"title": title, "lead": lead} | kwargs)


class DateDecideView(HandOverForm):
    """A successor keeps a promised day or chooses another."""

    model = HandOverLine
    form_class = DateForm
    success_message = "Decided."

    def scope(self) -> QuerySet:
        return super().scope().select_related("hand_over__person", "hand_over__receiver", "participant")

    def permission(self) -> Answer:
        return permissions.can_decide_dates(self.request.user, self.hand_over)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"line": self.object}

    def act(self, data: dict[str, Any], **who: Any) -> HandOverLine:
        if data["decision"] == MOVE:
            return dates.move_date(line=self.object, due_on=data["due_on"], reason=data["reason"], **who)
        return dates.keep_date(line=self.object, reason=data["reason"], **who)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"title": self.object.what, "line": self.object} | kwargs)


class HandOverMoveView(HandOverForm):
    """The buttons of a hand-over; a refusal becomes a message on its page."""

    http_method_names = ["post", "options"]
    model = HandOver
    form_class = MoveForm

    def permission(self) -> Answer:
        """Whoever takes part; the action asks about the very move."""
        answer = permissions.can_change_hand_over(self.request.user, self.object)
        answer = answer or permissions.can_stand_by_hand_over(self.request.user, self.object)
        return answer or permissions.can_decide_dates(self.request.user, self.object)

    def form_valid(self, form: Any) -> HttpResponse:
        act, said = ACTIONS[form.cleaned_data["move"]]
        try:
            act(hand_over=self.object, by=self.request.user, now=timezone.now())
        except Refused as refusal:
            messages.error(self.request, refusal.reason)
        else:
            messages.success(self.request, said)
        return HttpResponseRedirect(self.object.get_absolute_url())

    def form_invalid(self, form: Any) -> HttpResponse:
        messages.error(self.request, f"Choose one of: {', '.join(MOVES.values())}.")
        return HttpResponseRedirect(self.object.get_absolute_url())
