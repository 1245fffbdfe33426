"""Forms in which somebody speaks: the answer, the internal note, what was said on the phone, the reply."""

from typing import Any, Final

from django import forms

from issues.actions.speaking import MOST
from issues.choices import Channel, NoteKind
from issues.forms.guiding import GuidanceField, Guided
from participants.forms.base import OfParticipantForm
from participants.models import Contact
from portal.documents.forms import DocumentsField, MarkingField

# How something is said to the staff beside the portal itself.
TOLD_BY: Final = [(one.value, one.label) for one in (Channel.PHONE, Channel.MEETING, Channel.MAIL, Channel.DESK_LOG)]


class TextField(forms.CharField):
    """What is written to somebody, in Markdown."""

    def __init__(self, rows: int = 5, **kwargs: Any) -> None:
        super().__init__(max_length=MOST, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


class ContactField(forms.ModelChoiceField):
    """One of the participant's people; the form narrows the rows."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("empty_label", "Nobody of the list")
        super().__init__(Contact.objects.none(), to_field_name="ref", **kwargs)

    def label_from_instance(self, contact: Contact) -> str:
        return f"{contact.name} – {contact.title}" if contact.title else contact.name


def people_of(user: Any, participant: Any) -> Any:
    return Contact.objects.visible_to(user).of(participant).filter(active=True).order_by("name", "id")


class OverrideField(forms.CharField):
    """Why an answer may go although it names another company: asked by the release panel, once one was held."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=300, required=False, widget=forms.HiddenInput(), **kwargs)


class AnswerForm(Guided, OfParticipantForm):
    """The operator speaks to the participant."""

    text = TextField(label="Answer")
    override_reason = OverrideField()
    guidance = GuidanceField()
    marking = MarkingField()
    files = DocumentsField(required=False, label="Attach files")
    wait = forms.BooleanField(required=False, label="Then wait for the participant")


class NoteForm(OfParticipantForm):
    """The staff among themselves."""

    text = TextField(rows=3, label="Internal note")
    kind = forms.ChoiceField(
        choices=NoteKind.choices, initial=NoteKind.NOTE, widget=forms.Select(attrs={"aria-label": "Kind of note"})
    )
    marking = MarkingField()
    files = DocumentsField(required=False, label="Attach files, for the staff only")


class WriteDownForm(OfParticipantForm):
    """What somebody of the participant said beside the portal."""

    contact = ContactField(required=False, label="Who said it")
    channel = forms.ChoiceField(choices=TOLD_BY, label="How")
    text = TextField(label="What was said", help_text="The participant reads it, as said by its own side.")
    marking = MarkingField()
    files = DocumentsField(required=False, label="Attach files")

    def narrow(self) -> None:
        self.fields["contact"].queryset = people_of(self.user, self.participant)


class ReplyForm(OfParticipantForm):
    """The participant speaks to the operator."""

    text = TextField(label="Your reply")
    marking = MarkingField()
    files = DocumentsField(required=False, label="Attach files")
