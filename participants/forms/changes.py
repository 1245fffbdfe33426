"""Forms about changes: made of the table of procedures, so that each asks just what its topics ask."""

from typing import Any, Final

from django import forms

from participants.actions import change_values as rows
from participants.choices import ChangeChannel
from participants.forms.base import DunsField, OfParticipantForm, ReasonField, today
from participants.rules.changes import TOPICS, Asked, Guide, Topic
from portal.documents.forms import DocumentField
from portal.web.days import DayField

AGAIN: Final = "account_again"
VIEWS: Final = {
    "review": "In review",
    "waiting": "Waiting for the participant",
    "approved": "Approved",
    "effect": "In effect",
    "closed": "Declined, withdrawn",
}


def key_of(topic: str, name: str) -> str:
    """The form's name of a field."""
    return f"{topic}-{name}"


class ChangeForm(OfParticipantForm):
    """What changes, from when, and why. `topics` are those chosen of the procedure's guide."""

    wanted_on = DayField(label="Takes effect on", required=False, help_text="Empty: as early as possible.")
    reason = ReasonField(help_text="Those who sign and review read it.")

    def __init__(self, *args: Any, guide: Guide, topics: list[str], kept_account: str = "", **kwargs: Any) -> None:
        self.guide = guide
        self.topics = [TOPICS[code] for code in topics]
        self.kept_account = kept_account
        super().__init__(*args, **kwargs)

    def narrow(self) -> None:
        last = {name: self.fields.pop(name) for name in list(self.fields)}
        for topic in self.topics:
            for asked in topic.asks:
                self.fields[key_of(topic.code, asked.name)] = self._field(topic, asked)
            if topic.code == "bank":
                again = _number("Account number again", required=not self.kept_account)
                self.fields[key_of("bank", AGAIN)] = again
        self.fields |= last

    def sections(self) -> list[tuple[Topic, list[Any]]]:
        """Each topic with its bound fields, for the page."""
        return [(topic, [self[name] for name in self.fields if name.startswith(f"{topic.code}-")])
                for topic in self.topics]  # fmt: skip

    def rest(self) -> list[Any]:
        """The fields that belong to no topic."""
        return [self[name] for name in self.fields if "-" not in name]

    def values(self) -> dict[str, dict[str, str]]:
        """What the action takes: for each topic its fields."""
        data = self.cleaned_data
        return {
            topic.code: {asked.name: data.get(key_of(topic.code, asked.name)) or "" for asked in topic.asks}
            for topic in self.topics
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        account, again = (data.get(key_of("bank", name), "") for name in ("account", AGAIN))
        if not self.errors and rows.TOPICS["bank"] in self.topics and _bare(account) != _bare(again):
            self.add_error(key_of("bank", AGAIN), "The two account numbers differ.")
        return data

    def _field(self, topic: Topic, asked: Asked) -> forms.Field:
        required = asked.required and not (topic.code == "bank" and self.kept_account)
        given = {"label": asked.label, "help_text": asked.help, "required": required}
        if topic.code == "bank" and self.kept_account and asked.name == "account":
            given["help_text"] = f"The {self.kept_account} stays unless you fill in all four anew."
        if asked.kind in CHOICES:
            choices = CHOICES[asked.kind](self.participant, topic)
            return forms.ChoiceField(choices=[("", "Choose" if required else "Nobody"), *choices], **given)
        return FIELDS[asked.kind](**given)


class RecordChangeForm(ChangeForm):
    """What a participant asked for by phone or mail; it stays blocked until it is signed in the portal."""

    channel = forms.ChoiceField(
        choices=[one for one in ChangeChannel.choices if one[0] != ChangeChannel.PORTAL],
        label="How they asked",
        widget=forms.RadioSelect,
        initial=ChangeChannel.PHONE,
        help_text="It stays blocked until somebody who may sign does so in the portal.",
    )


class CommentForm(OfParticipantForm):
    text = forms.CharField(max_length=2000, label="Comment", widget=forms.Textarea(attrs={"rows": 3}))


class NoteForm(OfParticipantForm):
    text = forms.CharField(
        max_length=2000,
        label="Note",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Only the staff reads it.",
    )


class EvidenceForm(OfParticipantForm):
    title = forms.CharField(max_length=160, label="What it proves")
    upload = DocumentField(label="File")


class TickForm(OfParticipantForm):
    note = forms.CharField(max_length=300, required=False, help_text="The participant reads it.")


class ChangeFilter(forms.Form):
    """Which of the list's views, and words of a company."""

    view = forms.ChoiceField(choices=list(VIEWS.items()), required=False, widget=forms.HiddenInput)
    q = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    @property
    def view_name(self) -> str:
        chosen = self.data.get("view")
        return chosen if chosen in VIEWS else next(iter(VIEWS))


def _bare(number: str) -> str:
    return (number or "").replace(" ", "").replace("-", "")


def _number(label: str, help_text: str = "", required: bool = True) -> forms.CharField:
    """Digits that no browser keeps for next time."""
    attrs = {"inputmode": "numeric", "autocomplete": "off"}
    return forms.CharField(
        max_length=30, label=label, help_text=help_text, required=required, widget=forms.TextInput(attrs=attrs)
    )


FIELDS: Final[dict[str, Any]] = {
    "text": lambda **given: forms.CharField(max_length=120, **given),
    "long": lambda **given: forms.CharField(max_length=1000, widget=forms.Textarea(attrs={"rows": 3}), **given),
    "phone": lambda **given: forms.CharField(max_length=40, widget=forms.TextInput(attrs={"type": "tel"}), **given),
    "email": lambda **given: forms.EmailField(**given),
    "url": lambda **given: forms.URLField(max_length=200, assume_scheme="https", **given),
    "routing": _number,
    "account": _number,
    "year_end": lambda **given: forms.CharField(max_length=5, **given),
    "duns": lambda **given: DunsField(**given),
    "qse": lambda **given: DunsField(**given),
}
CHOICES: Final[dict[str, Any]] = {
    "holder": lambda company, topic: [
        (row.ref, row.contact.name) for row in rows.own_holders(company, topic.holds, today())
    ],
    "resource": lambda company, topic: [(row.ref, str(row)) for row in rows.own_resources(company)],
    "load": lambda company, topic: [(row.ref, str(row)) for row in rows.own_loads(company)],
    "registration": lambda company, topic: [(row.ref, str(row)) for row in rows.own_registrations(company)],
    "representation": lambda company, topic: [
        (row.ref, row.represented_name) for row in rows.own_representing(company, today())
    ],
    "role": lambda company, topic: [(row.code, f"{row.code} – {row.name}") for row in rows.roles_to_add()],
}
