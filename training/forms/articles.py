"""Forms about articles: writing one, for whom it is, and what a reviewer decides."""

from typing import Any, Final

from django import forms

from accounts.models import User
from participants.forms.base import ReasonField
from participants.forms.filters import bare
from participants.forms.flights import MarketMomentField
from participants.models import MarketRole
from portal.web.days import DayField
from training.actions.articles import MOST_LETTERS, Text
from training.choices import ArticleKind, ArticleState, Audience

NOW, AT, RETURN = "now", "at", "return"
VIEWS: Final = {
    "all": "All",
    "mine": "Mine",
    "review": "To review",
    "due": "Due for review",
    "drafts": "Drafts",
    "archived": "Archived",
}
SECTIONS_HELP: Final = "Sections it rests on, divided by commas: 16.2.1, NOG 3.2. Without a name, of the Protocols."
MARKDOWN_HELP: Final = "Markdown: ## for a heading, **bold**, - for lists, [words](https://…) for links, | for tables."


class RoleCodesField(forms.ModelMultipleChoiceField):
    """Market roles by code and name; cleaned to their codes."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "Written for")
        kwargs.setdefault("help_text", "None: for every market role. It sorts the library and hides nothing.")
        rows = MarketRole.objects.order_by("order", "code")
        super().__init__(rows, to_field_name="code", required=False, widget=forms.CheckboxSelectMultiple, **kwargs)

    def label_from_instance(self, role: MarketRole) -> str:
        return f"{role.code} – {role.name}"

    def clean(self, value: Any) -> list[str]:
        return [role.code for role in super().clean(value)]


class OwnerField(forms.ModelChoiceField):
    """Active people who write articles at level II or above."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "Owner")
        kwargs.setdefault("empty_label", "Choose a person")
        super().__init__(User.objects.who_can("knowledge.write"), to_field_name="ref", **kwargs)

    def label_from_instance(self, person: User) -> str:
        return f"{person.name} – {person.position}"


class DraftForm(forms.Form):
    """What a version says."""

    title = forms.CharField(max_length=160)
    summary = forms.CharField(
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="One or two sentences, needed for the review; lists and search results show them.",
    )
    cited = forms.CharField(max_length=1000, required=False, label="Cited sections", help_text=SECTIONS_HELP)
    body = forms.CharField(
        max_length=MOST_LETTERS,
        required=False,
        label="Text",
        widget=forms.Textarea(attrs={"rows": 22, "class": "mono", "spellcheck": "true"}),
        help_text=MARKDOWN_HELP,
    )

    def text(self) -> Text:
        """The cleaned data as the actions take them."""
        return Text(**{name: self.cleaned_data[name] for name in ("title", "summary", "body", "cited")})


class RevisionForm(DraftForm):
    """`revision` says which state of the draft the page began with."""

    revision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class SettingsForm(forms.Form):
    """For whom it is. A procedure offers no audience: it is the staff's own."""

    audience = forms.ChoiceField(choices=Audience.choices, initial=Audience.STAFF, label="Who may read it")
    role_codes = RoleCodesField()
    archive_on = DayField(
        required=False, label="Archive it on", help_text="Empty: it stays until somebody archives it."
    )

    def __init__(self, *args: Any, article: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if article is not None and article.is_procedure:
            self.fields["audience"].choices = [(Audience.STAFF, Audience.STAFF.label)]


class NewArticleForm(DraftForm, SettingsForm):
    """A new article with its first draft. Whoever cannot own one names somebody who can."""

    kind = forms.ChoiceField(choices=ArticleKind.choices, initial=ArticleKind.ARTICLE)
    owner = OwnerField(required=False, help_text="Looks at it again on the review date.")
    review_on = DayField(required=False, label="Review date", help_text="Empty: in a year.")
    field_order = [
        "title",
        "summary",
        "cited",
        "body",
        "kind",
        "audience",
        "owner",
        "review_on",
        "archive_on",
        "role_codes",
    ]

    def __init__(self, *args: Any, may_own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if may_own:
            self.fields["owner"].empty_label = "Myself"
        else:
            self.fields["owner"].required = True

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("kind") == ArticleKind.PROCEDURE:
            data["audience"] = Audience.STAFF
        return data


class HandOverForm(forms.Form):
    owner = OwnerField(label="Hand over to")


class ReviewDateForm(forms.Form):
    review_on = DayField(label="Next review date")


class MoveReviewForm(ReviewDateForm):
    reason = ReasonField()


class ArticleReasonForm(forms.Form):
    reason = ReasonField()


class DecisionForm(forms.Form):
    """What the reviewer decides about exactly the `revision` that was read."""

    decision = forms.ChoiceField(
        choices=[(NOW, "Publish it now"), (AT, "Publish it at a time"), (RETURN, "Return it to its writers")],
        widget=forms.RadioSelect,
        label="Decision",
    )
    publish_at = MarketMomentField(required=False, label="Publish at", help_text="Central Prevailing Time")
    review_on = DayField(required=False, label="Next review date")
    reason = ReasonField(required=False, label="What is to be mended", help_text="Its writers read this.")
    revision = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        decision = data.get("decision")
        for name, of in (("publish_at", {AT}), ("review_on", {NOW, AT}), ("reason", {RETURN})):
            if decision not in of:
                # What was not chosen may hold anything.
                data[name] = None
                self.errors.pop(name, None)
        if decision == AT and not data.get("publish_at") and "publish_at" not in self.errors:
            self.add_error("publish_at", "Give the day and the time.")
        if decision == RETURN and not (data.get("reason") or "").strip():
            self.add_error("reason", "Say what is to be mended.")
        return data


class ArticleFilter(forms.Form):
    """What the library's list can be narrowed by; all of it stands in the address."""

    view = forms.ChoiceField(choices=list(VIEWS.items()), required=False, widget=forms.HiddenInput)
    q = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        choices=[
            ("", "Articles and procedures"),
            (ArticleKind.ARTICLE, "Articles"),
            (ArticleKind.PROCEDURE, "Procedures"),
        ],
        required=False,
        widget=forms.Select(attrs=bare("Kind")),
    )
    audience = forms.ChoiceField(
        choices=[("", "Any audience"), *Audience.choices], required=False, widget=forms.Select(attrs=bare("Audience"))
    )
    state = forms.ChoiceField(
        choices=[("", "Any state"), *ArticleState.choices], required=False, widget=forms.Select(attrs=bare("State"))
    )
    role = forms.ModelChoiceField(
        MarketRole.objects.order_by("order", "code"),
        to_field_name="code",
        required=False,
        empty_label="Any market role",
        widget=forms.Select(attrs=bare("Market role")),
    )
    section = forms.CharField(
        required=False,
        max_length=60,
        label="Cites",
        widget=forms.TextInput(attrs=bare("Section of a market document") | {"placeholder": "Section, such as 16.2"}),
    )

    def __init__(self, data: Any) -> None:
        super().__init__({name: data.get(name, "") for name in self.base_fields})

    @property
    def view_name(self) -> str:
        chosen = self.data.get("view") or "all"
        return chosen if chosen in VIEWS else "all"
