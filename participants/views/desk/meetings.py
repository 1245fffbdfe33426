"""Meetings at the desk: the list, one of them with the answers to it, and the forms about it."""

from functools import cached_property
from typing import Any, Final

from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone

from participants import permissions
from participants.actions import meetings as actions
from participants.actions.meeting_answers import answer_invitation
from participants.choices import AnswerWay, GuestAnswer, MeetingState, Topic
from participants.follow_up_lists import mine_by_default
from participants.forms.base import ReasonForm
from participants.forms.interactions import EVERYBODY, MINE
from participants.forms.meetings import CALLED, VIEWS, AnswerForm, HoldForm, MeetingFilter, MeetingForm
from participants.models import Meeting, MeetingGuest
from participants.views.desk.pages import DeskForm
from portal.audit.models import AuditEvent
from portal.audit.timeline import told
from portal.lifecycle.refusals import Answer
from portal.web.doors import DeskDoor
from portal.web.keyset import bounded_count
from portal.web.views import ActionButton, ScopedDetailView, ScopedListView

HISTORY: Final = 50
FORWARD: Final = {"day": ("starts_at", "id")}
BACKWARD: Final = {"day": ("-starts_at", "-id")}


class MeetingListView(DeskDoor, ScopedListView):
    capability = "participants.view"
    model = Meeting
    template_name = "participants/meeting_list.html"

    @cached_property
    def now(self) -> Any:
        return timezone.now()

    def filters(self) -> MeetingFilter:
        return MeetingFilter(self.request.GET, default=MINE if mine_by_default(self.request.user) else EVERYBODY)

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        self.orders = BACKWARD if request.GET.get("view") in ("past", "write_up") else FORWARD
        return super().get(request, *args, **kwargs)

    def narrow(self, rows: QuerySet, wanted: dict[str, Any]) -> QuerySet:
        if wanted.get("whose") == MINE:
            rows = rows.of_person(self.request.user)
        self.narrowed = rows
        invited = Q(guests__removed_at=None)
        rows = self._in_view(self.form.view_name).select_related("participant")
        return rows.annotate(
            invited=Count("guests", filter=invited),
            coming=Count("guests", filter=invited & Q(guests__answer=GuestAnswer.ACCEPTED)),
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        view = kwargs["form"].view_name
        return super().get_context_data(
            view=view,
            whose=kwargs["form"]["whose"].value(),
            tabs=[
                (key, label, kwargs["page"].total if key == view else bounded_count(self._in_view(key)))
                for key, label in VIEWS.items()
            ],
            **kwargs,
        )

    def _in_view(self, view: str) -> QuerySet:
        if view == "past":
            return self.narrowed.exclude(state=MeetingState.PLANNED)
        return self.narrowed.ahead(self.now) if view == "ahead" else self.narrowed.to_write_up(self.now)


class MeetingDetailView(DeskDoor, ScopedDetailView):
    capability = "participants.view"
    model = Meeting
    template_name = "participants/meeting_detail.html"

    def scope(self) -> QuerySet:
        return super().scope().select_related("participant", "organizer", "interaction")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row, now = self.object, timezone.now()
        events = AuditEvent.objects.concerning(row.participant_id).filter(object_ref=row.ref)
        planned = row.state == MeetingState.PLANNED
        return super().get_context_data(
            participant=row.participant,
            guests=list(row.guests.invited().select_related("contact", "person").order_by("contact", "name", "id")),
            topic_words=[Topic(topic).label for topic in row.topics],
            events=[told(event) for event in events[:HISTORY]],
            may_change=permissions.can_change_meeting(self.request.user, row),
            planned=planned,
            answering=planned and row.ends_at > now,
            begun=planned and row.starts_at <= now,
            answers=CALLED.items(),
            **kwargs,
        )


class MeetingPlanView(DeskForm):
    form_class = MeetingForm
    template_name = "participants/meeting_form.html"
    title = "Plan a meeting"
    lead = "Everybody invited gets an e-mail that goes into their calendar, and accepts or declines."
    submit_label = "Invite"
    success_message = "Planned and invited: {done.title}."

    def permission(self) -> Answer:
        return permissions.can_plan_meetings(self.request.user, self.participant)

    def act(self, data: dict[str, Any], **who: Any) -> Meeting:
        return actions.plan_meeting(participant=self.participant, **data, **who)

    def get_success_url(self) -> str:
        done = getattr(self, "done", None)
        return done.get_absolute_url() if done is not None else super().get_success_url()


class OfMeeting(DeskForm):
    model = Meeting

    def scope(self) -> Any:
        return super().scope().select_related("organizer")

    def permission(self) -> Answer:
        return permissions.can_change_meeting(self.request.user, self.object)

    def get_success_url(self) -> str:
        return self.object.get_absolute_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(section_label=self.object.title, **kwargs)


class MeetingChangeView(OfMeeting):
    form_class = MeetingForm
    template_name = "participants/meeting_form.html"
    title = "Change {row.title}"
    lead = "Everybody hears of it; another time asks everybody anew."
    success_message = "Saved, and everybody invited is told."

    def get_initial(self) -> dict[str, Any]:
        return MeetingForm.values_of(self.object)

    def act(self, data: dict[str, Any], **who: Any) -> Meeting:
        return actions.change_meeting(meeting=self.object, **data, **who)


class MeetingCancelView(OfMeeting):
    form_class = ReasonForm
    title = "Cancel {row.title}"
    lead = "Everybody invited hears that it is off; only the staff reads why."
    submit_label = "Cancel meeting"
    danger = True
    success_message = "Canceled."

    def act(self, data: dict[str, Any], **who: Any) -> Meeting:
        return actions.cancel_meeting(meeting=self.object, **data, **who)


class MeetingHoldView(OfMeeting):
    form_class = HoldForm
    template_name = "participants/follow_up_form.html"
    title = "What came of {row.title}"
    lead = "It becomes an interaction with everybody who did not decline."
    submit_label = "Write down"
    success_message = "Written down."

    def act(self, data: dict[str, Any], **who: Any) -> Meeting:
        return actions.hold_meeting(meeting=self.object, **data, **who)


class GuestAnswerView(DeskDoor, ActionButton):
    """What a guest said on the phone, taken down; a colleague's own answer as well."""

    capability = "participants.view"
    model = MeetingGuest
    form_class = AnswerForm

    def scope(self) -> QuerySet:
        return super().scope().select_related("meeting__participant", "contact", "person")

    def permission(self) -> Answer:
        return permissions.can_answer(self.request.user, self.object)

    def act(self, data: dict[str, Any], **who: Any) -> Any:
        return answer_invitation(guest=self.object, way=AnswerWay.DESK, **data, **who)

    def form_invalid(self, form: Any) -> HttpResponse:
        """The buttons give nothing else; whoever makes up an answer comes back to the meeting."""
        return HttpResponseRedirect(self.get_success_url())

    def get_success_url(self) -> str:
        return self.object.meeting.get_absolute_url()
