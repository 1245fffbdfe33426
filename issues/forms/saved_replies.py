"""Writing a saved reply, and using one."""

from typing import Any

from django import forms

from accounts.models import Team, User
from issues.choices import CauseCode, ReplyMove
from issues.forms.guiding import GuidanceField, Guided
from issues.models import SavedReply
from issues.rules.saved_replies import unknown
from portal.documents.forms import DocumentsField


class ReplyForm(forms.Form):
    """`user` narrows for whom one may write."""

    title = forms.CharField(max_length=80, label="What it is called")
    text = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="Markdown. What is filled in stands between double braces, for instance {{ person }}.",
    )
    team = forms.ModelChoiceField(
        Team.objects.none(), to_field_name="ref", required=False, empty_label="Everybody", label="Who uses it"
    )
    move = forms.ChoiceField(
        choices=[("", "Nothing else"), *ReplyMove.choices],
        required=False,
        label="And then",
        help_text="With a move it is a macro: one click answers and moves the issue along.",
    )
    cause = forms.ChoiceField(
        choices=[("", "–"), *CauseCode.choices],
        required=False,
        label="What lay behind it",
        help_text="Only where it resolves.",
    )
    hand_to = forms.ModelChoiceField(
        User.objects.none(),
        to_field_name="ref",
        required=False,
        empty_label="–",
        label="Hand over to",
        help_text="Only where it hands over.",
    )

    def __init__(self, *args: Any, user: Any, row: SavedReply | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        teams = Team.objects.all() if user.can("issues.oversee") else Team.objects.filter(pk=user.team_id)
        self.fields["team"].queryset = teams.order_by("name")
        if not user.can("issues.oversee"):
            self.fields["team"].required = True
            self.fields["team"].empty_label = None
        self.fields["hand_to"].queryset = User.objects.who_can("issues.work").order_by("name", "id")

    def clean_text(self) -> str:
        text = self.cleaned_data["text"]
        if names := unknown(text):
            raise forms.ValidationError(f"“{names[0]}” is not one of the words that can be filled in.")
        return text

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("move") == ReplyMove.RESOLVE and not data.get("cause"):
            self.add_error("cause", "A macro that resolves needs a cause.")
        if data.get("move") == ReplyMove.HAND_OVER and not data.get("hand_to"):
            self.add_error("hand_to", "Choose who owns the issue afterwards.")
        return data


class UseReplyForm(Guided, forms.Form):
    """The filled text, to be corrected before it leaves."""

    text = forms.CharField(widget=forms.Textarea(attrs={"rows": 12}), label="Answer")
    files = DocumentsField(required=False, label="Attach files")
    override_reason = forms.CharField(max_length=300, required=False, widget=forms.HiddenInput())
    guidance = GuidanceField()
