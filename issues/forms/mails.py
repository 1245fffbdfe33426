"""Forms about mail that came in. What is typed names rows that the person may see, or nothing."""

from typing import Any, Final

from django import forms
from django.db.models import Q
from django.utils import timezone

from issues.choices import Proof, Severity
from issues.models import Category, Issue
from participants.forms.base import ReasonField
from participants.models import Participant

VIEWS: Final = {
    "waiting": "To decide",
    "quarantine": "Quarantine",
    "filed": "Filed",
    "machines": "Machines and loops",
    "discarded": "Discarded",
}
PROOFS: Final = [
    (Proof.CALLED_BACK, "Called back on a number on file"),
    (Proof.KNOWN_MAIL, "Authenticated mail from a known address"),
    (Proof.NONE, "Not verified"),
]
CHECKED_HELP: Final = "Who you talked to, and on which number: it stands in the audit trail."


class MailForm(forms.Form):
    """`user` narrows what may be named; `mail` is what the form is about."""

    def __init__(self, *args: Any, user: Any, mail: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.mail = mail


class IssueField(forms.CharField):
    """An issue by its reference; the form turns it into the row."""

    def __init__(self) -> None:
        super().__init__(max_length=20, label="Issue", help_text="Its reference, such as IS-2026-00042.")
        self.widget.attrs["autocapitalize"] = "characters"


class NoteForm(MailForm):
    issue = IssueField()

    def clean_issue(self) -> Issue:
        ref = self.cleaned_data["issue"].strip().upper()
        issue = Issue.objects.visible_to(self.user).select_related("participant").filter(ref=ref).first()
        if issue is None:
            raise forms.ValidationError("There is no such issue among those you may see.")
        return issue


class ReleaseForm(NoteForm):
    checked = forms.CharField(
        max_length=1000,
        label="How you made sure who wrote it",
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=CHECKED_HELP,
    )


class OpenForm(MailForm):
    participant = forms.CharField(max_length=160, help_text="Its reference, its DUNS number or its whole name.")
    title = forms.CharField(max_length=160, label="Title")
    category = forms.ModelChoiceField(Category.objects.none(), to_field_name="code", empty_label=None)
    severity = forms.TypedChoiceField(choices=Severity.choices, coerce=int, initial=Severity.NORMAL)
    proof = forms.ChoiceField(choices=PROOFS, label="How you know who wrote it")
    checked = forms.CharField(
        max_length=200, label="In a few words", widget=forms.Textarea(attrs={"rows": 2}), help_text=CHECKED_HELP
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        in_use = Category.objects.filter(Q(effective_to=None) | Q(effective_to__gte=today))
        self.fields["category"].queryset = in_use.order_by("order", "id")

    def clean_participant(self) -> Participant:
        words = " ".join(self.cleaned_data["participant"].split())
        named = Q(ref__iexact=words) | Q(name__iexact=words) | Q(duns=words)
        found = list(Participant.objects.visible_to(self.user).filter(named, joined_into=None)[:2])
        if len(found) != 1:
            raise forms.ValidationError("There is no such participant among those you may see, or several.")
        return found[0]


class DiscardForm(MailForm):
    reason = ReasonField()


class EndAddressesForm(forms.Form):
    reason = ReasonField()


class MailFilter(forms.Form):
    """The chosen view and words stand in the address."""

    view = forms.ChoiceField(choices=list(VIEWS.items()), required=False, widget=forms.HiddenInput)
    q = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    @property
    def view_name(self) -> str:
        chosen = self.data.get("view")
        return chosen if chosen in VIEWS else next(iter(VIEWS))

    @property
    def words(self) -> str:
        return " ".join(self.data.get("q", "")[:200].replace("\x00", "").split())


class ToLetterForm(MailForm):
    checked = forms.CharField(
        max_length=1000,
        label="How you made sure who wrote it",
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=CHECKED_HELP,
    )
