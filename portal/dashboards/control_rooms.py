"""Auditors' rooms as supervisors keep them: the list, one opened, one changed or closed, and what was read there."""

from datetime import datetime
from typing import Any, Final

from django import forms
from django.db.models import Count, QuerySet
from django.utils import timezone

from accounts import audit_room_permissions as permissions
from accounts.actions.audit_rooms import change_audit_room, close_audit_room, open_audit_room
from accounts.models import AuditRoom
from accounts.rules.audit_rooms import state_of
from portal.audit.models import AuditEvent
from portal.dashboards.room_forms import RoomForm, plan_of, terms_of
from portal.dashboards.room_nouns import nouns_of
from portal.dashboards.room_scope import Scope
from portal.dashboards.room_words import told
from portal.lifecycle.refusals import Allowed, Answer
from portal.scoping.today import market_day
from portal.web.doors import DeskDoor
from portal.web.keyset import bounded_counts
from portal.web.views import ActionButton, ActionFormView, ScopedListView

DENIAL: Final = "Only supervisors and auditors read these logs."
READ: Final = ("accounts.auditroom.read", "accounts.auditroom.exported")
MOST_READS: Final = 200


class ControlDoor(DeskDoor):
    capability = "audit.view"
    denial = DENIAL


class RoomListView(ControlDoor, ScopedListView):
    model = AuditRoom
    template_name = "control/rooms.html"
    orders = {"newest": ("-opened_at", "-id")}

    def scope(self) -> QuerySet[AuditRoom]:
        return super().scope().select_related("opened_by").annotate(reading=Count("readers"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        day = market_day(timezone.now())
        rows = [(row, *state_of(row, day)) for row in kwargs["page"].rows]
        may_open = bool(permissions.can_open_rooms(self.request.user))
        return super().get_context_data(tab="rooms", rows=rows, may_open=may_open, **kwargs)


class RoomAddView(ControlDoor, ActionFormView):
    form_class = RoomForm
    template_name = "control/room_form.html"
    success_message = "Opened. The auditors hear of it by mail."

    def permission(self) -> Answer:
        return permissions.can_open_rooms(self.request.user)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user}

    def act(self, data: dict[str, Any], **who: Any) -> AuditRoom:
        return open_audit_room(plan=plan_of(data), **who)

    def get_success_url(self) -> str:
        return self.done.get_control_url()


class RoomView(ControlDoor, ActionFormView):
    """What it holds, what was read there, and the form that changes it."""

    model = AuditRoom
    form_class = RoomForm
    template_name = "control/room.html"
    success_message = "Changed. It counts from the auditors' next click."

    def scope(self) -> QuerySet[AuditRoom]:
        return super().scope().select_related("opened_by", "closed_by")

    def permission(self) -> Answer:
        return Allowed() if self.request.method != "POST" else permissions.can_open_rooms(self.request.user)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user, "room": self.object}

    def get_initial(self) -> dict[str, Any]:
        return terms_of(self.object)

    def act(self, data: dict[str, Any], **who: Any) -> AuditRoom:
        return change_audit_room(room=self.object, plan=plan_of(data), **who)

    def get_success_url(self) -> str:
        return self.object.get_control_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        room, now = self.object, timezone.now()
        day, scope = market_day(now), Scope.of(room)
        state, tone = state_of(room, day)
        runs = room.closed_at is None and room.ends_on >= day
        return super().get_context_data(
            state=state,
            tone=tone,
            terms=told(scope),
            counts=counted(scope),
            readers=[one.person for one in room.readers.select_related("person")],
            reads=reads_in(room),
            most_reads=MOST_READS,
            may_change=runs and bool(permissions.can_open_rooms(self.request.user)),
            **kwargs,
        )


def counted(scope: Scope) -> list[tuple[str, str, str]]:
    """How many records of each noun the room holds now, and by which day each counts; one statement."""
    nouns = nouns_of(scope)
    room = AuditRoom.objects.filter(pk=scope.room.pk)
    found = bounded_counts({noun.key: noun.rows(scope).select_related(None) for noun in nouns}, beside=room)
    return [(noun.label, found[noun.key], noun.day) for noun in nouns]


def reads_in(room: AuditRoom) -> list[tuple[datetime, str, str]]:
    """When, who and what, newest first; one more than is shown says that there are more."""
    events = AuditEvent.objects.filter(object_ref=room.ref, verb__in=READ).order_by("-at", "-id")
    return [(event.at, event.by_label, _page(event)) for event in events[: MOST_READS + 1]]


def _page(event: AuditEvent) -> str:
    pair = event.changes.get("page")
    return pair[1] if pair else f"Audit trail taken along, {event.changes['rows'][1]} events"


class CloseForm(forms.Form):
    reason = forms.CharField(max_length=300, error_messages={"required": "Say why."})


class RoomCloseView(ControlDoor, ActionButton):
    model = AuditRoom
    form_class = CloseForm
    success_message = "Closed: nothing of it can be read any more."

    def permission(self) -> Answer:
        return permissions.can_open_rooms(self.request.user)

    def act(self, data: dict[str, Any], **who: Any) -> AuditRoom:
        return close_audit_room(room=self.object, reason=data["reason"], **who)

    def get_success_url(self) -> str:
        return self.object.get_control_url()
