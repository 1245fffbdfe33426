"""Planning a meeting, writing down what came of it, and answering an invitation."""

from datetime import datetime, time, timedelta
from typing import Any, Final

from django import forms
from django.utils import timezone

from participants.actions.interactions import LONGEST
from participants.actions.meeting_answers import ANSWERS, LONGEST_REMARK
from participants.actions.meetings import LONGEST_AGENDA
from participants.choices import GuestAnswer, Topic
from participants.forms.base import OfParticipantForm
from participants.forms.filters import bare
from participants.forms.flights import MarketMomentField
from participants.forms.follow_ups import TermForm
from participants.forms.interactions import EVERYBODY, MINE, PeopleField
from participants.models import Meeting
from participants.people_named import in_words, people_named
from portal.lifecycle.refusals import Refused
from portal.scoping.today import MARKET_ZONE, market_day

VIEWS: Final = {"ahead": "Ahead", "write_up": "To write up", "past": "Past"}
CALLED: Final = {GuestAnswer.ACCEPTED: "Accept", GuestAnswer.TENTATIVE: "Maybe", GuestAnswer.DECLINED: "Decline"}


def next_morning() -> datetime:
    """The next weekday at ten by the market's clock, as the first suggestion."""
    day = market_day(timezone.now()) + timedelta(days=1)
    weekend = day.weekday() - 4
    return datetime.combine(day + timedelta(days=3 - weekend if weekend > 0 else 0), time(10), MARKET_ZONE)


class MeetingForm(OfParticipantForm):
    title = forms.CharField(max_length=160, label="Title", help_text="Everybody invited reads it.")
    people = PeopleField(label="Invite", help_text="Contacts and colleagues by name, with “;” between; you come too.")
    starts_at = MarketMomentField(initial=next_morning, label="Begins", help_text="Central Prevailing Time")
    minutes = forms.IntegerField(min_value=5, max_value=1440, initial=60, label="Minutes")
    place = forms.CharField(max_length=200, required=False, label="Place or link")
    agenda = forms.CharField(
        max_length=LONGEST_AGENDA,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Everybody invited reads it.",
    )
    topics = forms.MultipleChoiceField(
        choices=Topic.choices, required=False, label="Topics", widget=forms.CheckboxSelectMultiple
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        minutes = data.pop("minutes", None)
        if data.get("starts_at") and minutes:
            data["ends_at"] = data["starts_at"] + timedelta(minutes=minutes)
        if "people" not in data:
            return data
        try:
            named = people_named(data.pop("people"), user=self.user, participant=self.participant)
        except Refused as refusal:
            self.add_error("people", refusal.reason)
            return data
        return data | {"contacts": named.contacts, "colleagues": named.colleagues}

    @staticmethod
    def values_of(row: Meeting) -> dict[str, Any]:
        guests = list(row.guests.invited().select_related("contact", "person"))
        ours = [one.person for one in guests if one.contact is None and one.person_id != row.organizer_id]
        return {
            "title": row.title,
            "people": in_words([one.contact for one in guests if one.contact is not None], ours),
            "starts_at": row.starts_at,
            "minutes": int((row.ends_at - row.starts_at).total_seconds() // 60),
            "place": row.place,
            "agenda": row.agenda,
            "topics": row.topics,
        }


class HoldForm(TermForm, OfParticipantForm):
    """What was said, and what follows; without a title nothing does."""

    summary = forms.CharField(
        max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 6}), help_text="Only the staff reads it."
    )
    follow_up = forms.CharField(
        max_length=160, required=False, label="What is to be done", help_text="Empty: nothing follows from it."
    )
    field_order = ["summary", "follow_up", "when", "in_days", "due_on"]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not data.get("follow_up"):
            for name in ("when", "in_days", "due_on"):
                self.errors.pop(name, None)
                data.pop(name, None)
        return data


class AnswerForm(forms.Form):
    """The button that was pressed, and a word with it."""

    answer = forms.ChoiceField(choices=[(one, CALLED[one]) for one in ANSWERS])
    remark = forms.CharField(max_length=LONGEST_REMARK, required=False, label="A word to the organizer")


class MeetingFilter(forms.Form):
    """Whose: one's own by default for whoever has some, else everybody's."""

    view = forms.ChoiceField(choices=list(VIEWS.items()), required=False, widget=forms.HiddenInput)
    whose = forms.ChoiceField(required=False, widget=forms.Select(attrs=bare("Whose")))

    def __init__(self, data: Any, *, default: str) -> None:
        given = {name: data.get(name, "") for name in self.base_fields}
        super().__init__(given | {"whose": given["whose"] or default})
        self.fields["whose"].choices = [(MINE, "Mine"), (EVERYBODY, "Everybody's")]

    @property
    def view_name(self) -> str:
        chosen = self.data.get("view")
        return chosen if chosen in VIEWS else next(iter(VIEWS))
