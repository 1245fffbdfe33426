"""Forms about what is done with issues beside answering them."""

from typing import Any, Final

from django import forms
from django.utils import timezone

from accounts.models import User
from issues.choices import LinkKind, Proof
from issues.models import Category, Comment, Issue, Tag
from participants.forms.assignments import PersonField
from participants.forms.base import OfParticipantForm, ReasonField
from participants.models import Contact
from portal.scoping.today import market_day
from portal.web import words

UNKNOWN: Final = "There is no such issue among those you may see."
FACT_LABELS: Final = (
    ("registration", "Registration"),
    ("subcategory", "Subcategory"),
    ("severity", "Severity, with reach and time"),
    ("operating_day", "Operating day"),
    ("settlement_run", "Settlement run and statement"),
    ("interval", "Interval"),
    ("resource", "Resource"),
    ("esi_id", "ESI ID"),
)
TOGETHER: Final = {"severity": ("impact", "urgency"), "settlement_run": ("statement_id",)}


class IssueField(forms.CharField):
    """Another issue, by its number, among those the person may see; one out of sight does not exist."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=20, **kwargs)
        self.rows = Issue.objects.none()
        self.widget.attrs |= {"placeholder": "IS-2026-00042", "autocomplete": "off", "class": "mono"}

    def clean(self, value: Any) -> Issue | None:
        ref = super().clean(value).strip().upper()
        if not ref:
            return None
        found = self.rows.filter(ref=ref).first()
        if found is None:
            raise forms.ValidationError(UNKNOWN, "unknown")
        return found


class ParentForm(OfParticipantForm):
    parent = IssueField(required=False, label="Beneath which issue", help_text="Empty: beneath none.")

    def narrow(self) -> None:
        self.fields["parent"].rows = Issue.objects.visible_to(self.user)


class LinkForm(OfParticipantForm):
    kind = forms.ChoiceField(choices=LinkKind.choices, label="This issue is")
    other = IssueField(label="Number of the other issue")

    def narrow(self) -> None:
        self.fields["other"].rows = Issue.objects.visible_to(self.user)


class MergeForm(OfParticipantForm):
    into = IssueField(label="Goes on in", help_text="Followers, numbers of other systems and replies go there.")
    reason = ReasonField(required=False, help_text="The participant reads it.")

    def narrow(self) -> None:
        self.fields["into"].rows = Issue.objects.visible_to(self.user)


class TagsForm(OfParticipantForm):
    tags = forms.CharField(
        required=False, max_length=900, help_text="Separated by commas. Only the staff sees them.", label="Tags"
    )

    def narrow(self) -> None:
        names = Tag.objects.visible_to(self.user).values_list("name", flat=True)[:200]
        self.known = list(names)

    def clean_tags(self) -> list[str]:
        return [name for name in (part.strip() for part in self.cleaned_data["tags"].split(",")) if name]


class SplitForm(OfParticipantForm):
    """Which comment, and which facts go along."""

    comment = forms.ModelChoiceField(
        Comment.objects.none(), to_field_name="ref", empty_label=None, label="What becomes an issue of its own"
    )
    title = forms.CharField(max_length=160)
    category = forms.ModelChoiceField(Category.objects.none(), to_field_name="code", empty_label=None)
    facts = forms.MultipleChoiceField(
        choices=FACT_LABELS, required=False, widget=forms.CheckboxSelectMultiple, label="Facts that go along"
    )

    def narrow(self) -> None:
        rows = Comment.objects.visible_to(self.user).filter(issue=self.row, side="participant").order_by("-at", "-id")
        self.fields["comment"].queryset = rows
        self.fields["comment"].label_from_instance = told
        self.fields["category"].queryset = Category.objects.holding(market_day(timezone.now()))

    def clean_facts(self) -> list[str]:
        chosen = self.cleaned_data["facts"]
        return [name for key in chosen for name in (key, *TOGETHER.get(key, ()))]


def told(comment: Comment) -> str:
    """Who said it when, in the market's time, and how it begins."""
    return f"{comment.author_name}, {words.moment(timezone.localtime(comment.at))}: {comment.text[:80]}"


class VerifyForm(OfParticipantForm):
    proof = forms.ChoiceField(choices=Proof.choices, label="How we knew who was asking")
    detail = forms.CharField(
        max_length=200, required=False, help_text="The number that was called back, or how the address is known."
    )
    may_be_told = forms.CharField(max_length=300, required=False, label="What may be told to whom")


class FollowUpIssueForm(OfParticipantForm):
    title = forms.CharField(max_length=160, required=False, help_text="Empty: as before, marked as a follow-up.")
    text = forms.CharField(widget=forms.Textarea(attrs={"rows": 6}), label="What comes up again", max_length=50_000)


class ColleagueField(PersonField):
    def label_from_instance(self, person: User) -> str:
        return person.name


class FollowerForm(OfParticipantForm):
    """A colleague, or one of the participant's people."""

    colleague = ColleagueField(required=False, label="A colleague", empty_label="Nobody")
    contact = forms.ModelChoiceField(
        Contact.objects.none(), required=False, to_field_name="ref", label="Somebody of the participant",
        empty_label="Nobody",
    )  # fmt: skip

    def narrow(self) -> None:
        rows = Contact.objects.visible_to(self.user).of(self.participant).active().order_by("name", "id")
        self.fields["contact"].queryset = rows
        people = self.fields["colleague"]
        people.queryset = people.queryset.exclude(pk=self.user.pk)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.errors and (data.get("colleague") is None) == (data.get("contact") is None):
            raise forms.ValidationError("Choose one person.")
        return data


class MyFollowerForm(OfParticipantForm):
    """One of the own company's people."""

    contact = forms.ModelChoiceField(
        Contact.objects.none(), to_field_name="ref", label="Colleague", empty_label="Choose a person"
    )

    def narrow(self) -> None:
        rows = Contact.objects.visible_to(self.user).of(self.participant).active().order_by("name", "id")
        self.fields["contact"].queryset = rows


class HandDraftForm(OfParticipantForm):
    to = PersonField(label="Hand over to")

    def narrow(self) -> None:
        people = self.fields["to"]
        people.queryset = people.queryset.exclude(pk=self.user.pk)
