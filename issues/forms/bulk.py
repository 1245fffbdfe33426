"""Forms of deeds to many issues: one for each deed, with what has to be chosen once for all of them."""

from typing import Any, Final

from django import forms

from accounts.models import User
from issues.choices import BulkAct, CauseCode, Severity
from issues.models import SavedReply


class PersonField(forms.ModelChoiceField):
    def label_from_instance(self, person: User) -> str:
        return person.name


class ReplyField(forms.ModelChoiceField):
    def label_from_instance(self, reply: SavedReply) -> str:
        return reply.title


class BulkForm(forms.Form):
    """Nothing to choose. `user` narrows what the others offer."""

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user


class HandOverForm(BulkForm):
    owner = PersonField(User.objects.none(), to_field_name="ref", label="To", empty_label="Choose a person")
    reason = forms.CharField(max_length=300, required=False, label="Why")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = User.objects.who_can("issues.work").order_by("name", "id")


class SeverityForm(BulkForm):
    severity = forms.TypedChoiceField(choices=Severity, coerce=int, widget=forms.RadioSelect)


class NoteForm(BulkForm):
    text = forms.CharField(
        label="Note", max_length=50_000, widget=forms.Textarea(attrs={"rows": 5}), help_text="Only the staff read it."
    )


class TagForm(BulkForm):
    tag = forms.CharField(max_length=40, help_text="Only the staff see it.")


class AnswerForm(BulkForm):
    """A saved reply, or words of one's own; in both the places of saved replies are filled for each issue."""

    reply = ReplyField(
        SavedReply.objects.none(), to_field_name="ref", required=False, label="Saved reply", empty_label="None"
    )
    text = forms.CharField(
        label="Answer",
        required=False,
        max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Empty: the saved reply as it is. Each participant reads it in its own issue; {{person}}, {{issue}} "
        "and the like become that issue's words.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reply"].queryset = SavedReply.objects.visible_to(self.user).in_use().order_by("title", "id")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not data.get("text") and not data.get("reply"):
            self.add_error("text", "Write something, or choose a saved reply.")
        return data


class ResolveForm(AnswerForm):
    text = forms.CharField(
        label="What came of it",
        required=False,
        max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Each participant reads it in its own issue, and confirms or reopens.",
    )
    cause = forms.ChoiceField(label="What lay behind it", choices=[("", "Choose"), *CauseCode.choices])


FORMS: Final = {
    BulkAct.HAND_OVER: HandOverForm,
    BulkAct.TAKE_UP: BulkForm,
    BulkAct.SEVERITY: SeverityForm,
    BulkAct.TAG: TagForm,
    BulkAct.NOTE: NoteForm,
    BulkAct.ANSWER: AnswerForm,
    BulkAct.WAIT: AnswerForm,
    BulkAct.RESOLVE: ResolveForm,
}
# What will happen, before anything does.
EFFECTS: Final = {
    BulkAct.HAND_OVER: "The person owns them from then on and hears of each. You can take it back afterwards.",
    BulkAct.TAKE_UP: "They are in progress from then on; those that waited for the participant wait no more.",
    BulkAct.SEVERITY: "Their targets follow the severity. You can take it back afterwards.",
    BulkAct.TAG: "They carry the tag beside those they have. You can take it back afterwards.",
    BulkAct.NOTE: "The note is added to each. A note stays: it cannot be taken back.",
    BulkAct.ANSWER: "Each participant is answered and told by mail; an answer that names another company is refused. "
    "This cannot be taken back.",
    BulkAct.WAIT: "Each participant is asked and told by mail, and it is the participant's turn. "
    "This cannot be taken back.",
    BulkAct.RESOLVE: "Each participant is told what came of it. This cannot be taken back for many at once.",
}
