"""Taking down an interaction: with whom, what about, and what follows from it."""

from typing import Any, Final

from django import forms
from django.core.validators import RegexValidator
from django.urls import reverse_lazy
from django.utils import timezone

from participants.actions.interactions import LONGEST, MOST_MINUTES, TAKEN_DOWN
from participants.choices import ContactChannel, PlanSide, Topic
from participants.forms.filters import bare
from participants.forms.flights import MarketMomentField
from participants.forms.follow_ups import TermForm
from participants.forms.lookups import CompanyField, Lookup, companies
from participants.models import Interaction
from participants.people_named import BETWEEN, in_words, people_named
from portal.lifecycle.refusals import Refused

CHANNELS: Final = [(code, ContactChannel(code).label) for code in TAKEN_DOWN]
SIDES: Final = [(PlanSide.OPERATOR, "We came to them"), (PlanSide.PARTICIPANT, "They came to us")]
REFERENCE: Final = RegexValidator(r"^[A-Z]{2}-[0-9A-Z-]{4,17}$")
MINE, EVERYBODY = "me", "all"


class PeopleField(forms.CharField):
    """Names with a semicolon between, suggested while typing; the form says who is meant."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "With")
        kwargs.setdefault("help_text", f"A name suffices; several with “{BETWEEN}” between, colleagues too.")
        super().__init__(max_length=2000, **kwargs)
        self.widget = Lookup(reverse_lazy("participants:interaction-people"))
        self.widget.attrs |= {"hx-include": "closest form", "maxlength": "2000"}


class InteractionFields(forms.Form):
    """What is known of the interaction itself."""

    people = PeopleField(required=False)
    participant = CompanyField(
        required=False, label="Participant", help_text="Follows from the contact; else DUNS, reference or name."
    )
    channel = forms.ChoiceField(choices=CHANNELS, initial=ContactChannel.CALL, label="Kind", widget=forms.RadioSelect)
    summary = forms.CharField(
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        label="Summary",
        help_text="Only the staff reads it.",
    )
    topics = forms.MultipleChoiceField(
        choices=Topic.choices, required=False, label="Topics", widget=forms.CheckboxSelectMultiple
    )
    side = forms.ChoiceField(choices=SIDES, initial=PlanSide.OPERATOR, label="Who began it")
    happened_at = MarketMomentField(initial=timezone.now, label="When", help_text="Central Prevailing Time")
    minutes = forms.IntegerField(min_value=0, max_value=MOST_MINUTES, required=False, label="Minutes it took")

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        if "participant" in self.fields:
            self.fields["participant"].rows = companies(user).filter(joined_into=None)
        first = "summary" if self.initial.get("people") else "people"
        self.fields[first].widget.attrs["autofocus"] = True

    def known_participant(self, data: dict[str, Any]) -> Any:
        return data.get("participant")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        data["minutes"] = data.get("minutes") or 0
        if "people" not in data or "participant" in self.errors:
            return data
        try:
            named = people_named(data.pop("people"), user=self.user, participant=self.known_participant(data))
        except Refused as refusal:
            self.add_error("people", refusal.reason)
            return data
        if named.participant is None:
            self.add_error("people", "Name a contact, or choose the participant.")
        return data | {
            "participant": named.participant,
            "contacts": named.contacts,
            "colleagues": named.colleagues,
        }


class LogForm(InteractionFields, TermForm):
    """With what is to follow; without a title there is nothing to follow, whatever stands in the days."""

    follow_up = forms.CharField(
        max_length=160, required=False, label="What is to be done", help_text="Empty: nothing follows from it."
    )
    about = forms.CharField(max_length=20, required=False, validators=[REFERENCE], widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not data.get("follow_up"):
            for name in ("when", "in_days", "due_on"):
                self.errors.pop(name, None)
                data.pop(name, None)
        return data


class InteractionChangeForm(InteractionFields):
    """The participant stays; one that was wrong is struck out and written down anew."""

    participant = None

    def __init__(self, *args: Any, row: Interaction, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row

    def known_participant(self, data: dict[str, Any]) -> Any:
        return self.row.participant

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        data.pop("participant", None)
        return data

    @staticmethod
    def values_of(row: Interaction) -> dict[str, Any]:
        people = list(row.people.select_related("contact", "colleague"))
        others = [one.colleague for one in people if one.colleague_id and one.colleague_id != row.written_by_id]
        return {
            "people": in_words([one.contact for one in people if one.contact_id], others),
            "channel": row.channel,
            "summary": row.summary,
            "topics": row.topics,
            "side": row.side,
            "happened_at": row.happened_at,
            "minutes": row.minutes or None,
        }


class InteractionFilter(forms.Form):
    """What the list can be narrowed by. Whose: one's own by default for whoever has some, else everybody's."""

    q = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    whose = forms.ChoiceField(required=False, widget=forms.Select(attrs=bare("Whose")))
    channel = forms.ChoiceField(
        required=False, choices=[("", "Any kind"), *CHANNELS], widget=forms.Select(attrs=bare("Kind"))
    )
    topic = forms.ChoiceField(
        required=False, choices=[("", "Any topic"), *Topic.choices], widget=forms.Select(attrs=bare("Topic"))
    )

    def __init__(self, data: Any, *, people: list[tuple[str, str]], default: str) -> None:
        given = {name: data.get(name, "") for name in self.base_fields}
        super().__init__(given | {"whose": given["whose"] or default})
        self.fields["whose"].choices = [(MINE, "Mine"), (EVERYBODY, "Everybody's"), *people]
