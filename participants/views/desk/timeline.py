"""What was said with a participant and what happened to it, newest first, by kind, person, topic and period."""

from datetime import datetime, time, timedelta
from functools import cached_property
from typing import Any, Final

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.models import User
from participants import contact_timeline
from participants.contact_timeline import Wanted
from participants.forms.timeline import TimelineFilter
from participants.models import Contact, Participant
from participants.timeline import events_of, told_to
from participants.views.desk.pages import ParticipantPage
from portal.audit.timeline import Told
from portal.scoping.prepared import PreparedFor
from portal.scoping.today import MARKET_ZONE

LATEST: Final = 6
MOST_PEOPLE: Final = 300


def _latest(user: Any, participant: Any) -> QuerySet:
    return events_of(user, [participant])[:LATEST]


LATEST_OF: Final = PreparedFor(_latest)


def latest_events(user: Any, participant: Participant) -> list[Told]:
    """The last few events; call it for a participant already scoped."""
    return told_to(user, LATEST_OF.rows(user, participant=participant.pk))


class TimelineView(ParticipantPage):
    """With `last` the panel of the overview asks: who last said what."""

    template_name = "participants/participant_timeline.html"
    section = "timeline"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "last" in request.GET and request.headers.get("HX-Request") == "true":
            lines = contact_timeline.last_said(request.user, self.participant)
            return render(request, "participants/_last_said.html", {"lines": lines, "of": self.participant})
        return super().get(request, *args, **kwargs)

    @cached_property
    def form(self) -> TimelineFilter:
        contacts = Contact.objects.visible_to(self.request.user).of(self.participant).active().order_by("name", "id")
        theirs = list(contacts.values_list("ref", "name")[:MOST_PEOPLE])
        ours = list(User.objects.who_manage().order_by("name", "id").values_list("ref", "name")[:MOST_PEOPLE])
        return TimelineFilter(self.request.GET, kinds=contact_timeline.kinds(), theirs=theirs, ours=ours)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        lines, following = contact_timeline.page(user, self.participant, self._wanted())
        given = self.request.GET
        return super().get_context_data(
            form=self.form,
            lines=lines,
            following=following,
            narrowed=any(given.get(name) for name in self.form.fields),
            later=bool(given.get("before")),
            **kwargs,
        )

    def _wanted(self) -> Wanted:
        given = self.form.cleaned_data if self.form.is_valid() else {}
        ref = given.get("person", "")
        users = User.objects.who_manage()
        person = contact_timeline.person_named(ref, self.request.user, self.participant, users) if ref else None
        until = given.get("until")
        return Wanted(
            kind=given.get("kind", ""),
            person=person,
            topic=given.get("topic", ""),
            since=_midnight(given.get("since")),
            until=_midnight(until + timedelta(days=1)) if until else None,
            before=contact_timeline.place_named(self.request.GET.get("before", "")),
        )


def _midnight(day: Any) -> datetime | None:
    return datetime.combine(day, time(), MARKET_ZONE) if day else None
