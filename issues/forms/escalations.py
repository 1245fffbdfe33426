"""Forms about escalations and systemic issues."""

from typing import Any, Final

from django import forms

from issues.choices import CauseCode, EscalationLevel, FormalRoute
from issues.forms.referrals import OfRow, words
from issues.models import Category, Issue, SystemicIssue
from issues.rules.escalating import lower_levels
from participants.forms.base import ReasonField
from participants.forms.filters import bare
from portal.web.days import DayField

LEVELS: Final = {"": "All levels", "E1": "E1", "E2": "E2", "E3": "E3", "E4": "E4"}
STATES: Final = {"open": "Open", "unplanned": "Without a plan", "ended": "Ended"}
MOST_ISSUES: Final = 500


class EscalateForm(OfRow):
    level = forms.ChoiceField(choices=EscalationLevel.choices)
    reason = ReasonField()
    plan = words(4, required=False, label="Resolution plan", help_text="Needed for E3: what is done, and by whom.")
    target_on = DayField(required=False, label="Target", help_text="By when; it gets a deadline of its own.")
    route = forms.ChoiceField(
        choices=[("", "None"), *FormalRoute.choices],
        required=False,
        label="Formal route",
        help_text="For E4 only: the matter leaves the portal, and is recorded here.",
    )
    tell_representative = forms.BooleanField(
        required=False, label="For E3: tell the participant's authorized representative"
    )


class PlanForm(OfRow):
    plan = words(6, label="Resolution plan")
    target_on = DayField(label="Target")


class EndEscalationForm(OfRow):
    outcome = ReasonField(label="What came of it")
    lower_to = forms.ChoiceField(required=False, label="Then it stands on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = dict(EscalationLevel.choices)
        lower = [(level, labels[level]) for level in lower_levels(self.row.level)]
        self.fields["lower_to"].choices = [("", "no level: it is solved"), *lower]


class AskEscalationForm(OfRow):
    reason = ReasonField(label="Why should somebody higher look at it?")


class EscalationFilter(forms.Form):
    view = forms.ChoiceField(choices=list(STATES.items()), required=False, widget=forms.HiddenInput)
    level = forms.ChoiceField(choices=list(LEVELS.items()), required=False, widget=forms.HiddenInput)

    @property
    def view_name(self) -> str:
        chosen = self.data.get("view")
        return chosen if chosen in STATES else "open"


class SystemicForm(OfRow):
    title = forms.CharField(max_length=160, label="What it is called among us")
    cause = words(4, label="What lies behind it")

    @staticmethod
    def values_of(row: SystemicIssue) -> dict[str, Any]:
        return {"title": row.title, "cause": row.cause}


class TellAllForm(OfRow):
    text = words(
        8, help_text="Each participant reads it as an answer in its own issue, and no name of another may stand in it."
    )


class IssuesField(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, issue: Issue) -> str:
        return f"{issue.ref} · {issue.participant.name} · {issue.title}"


class JoinForm(OfRow):
    """Those chosen among the suggested ones, or named by reference."""

    issues = IssuesField(Issue.objects.none(), required=False, label="Suggested")
    refs = forms.CharField(
        required=False, max_length=4000, label="Or by reference", help_text="Several are separated by commas."
    )

    def __init__(self, *args: Any, user: Any, suggested: list[Issue], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["issues"].queryset = Issue.objects.visible_to(user).select_related("participant")
        self.fields["issues"].choices = [
            (issue.pk, self.fields["issues"].label_from_instance(issue)) for issue in suggested
        ]
        if not suggested:
            self.fields["issues"].widget = forms.MultipleHiddenInput()

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        refs = [one.strip().upper() for one in data.pop("refs", "").replace("\x00", "").split(",") if one.strip()]
        found = {row.ref: row for row in Issue.objects.visible_to(self.user).filter(ref__in=refs[:MOST_ISSUES])}
        if missing := [ref for ref in refs if ref not in found]:
            self.add_error("refs", f"There is no issue {missing[0][:20]} among those you may see.")
        data["issues"] = [*data.get("issues", ()), *found.values()]
        return data


class CloseSystemicForm(OfRow):
    outcome = ReasonField(label="What came of it")
    issues = IssuesField(Issue.objects.none(), required=False, label="Resolve these issues with one text")
    text = words(6, required=False, label="Resolution that each of them reads")
    cause = forms.ChoiceField(choices=[("", "Choose"), *CauseCode.choices], required=False, label="Cause code")

    def __init__(self, *args: Any, user: Any, members: list[Issue], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wanted = [issue.pk for issue in members]
        field = self.fields["issues"]
        field.queryset = Issue.objects.visible_to(user).filter(pk__in=wanted).select_related("participant")
        field.choices = [(issue.pk, field.label_from_instance(issue)) for issue in members]
        field.initial = wanted

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("issues"):
            for name, words_ in (("text", "Write what each of them reads."), ("cause", "Choose what lay behind it.")):
                if not data.get(name):
                    self.add_error(name, words_)
        return data


class CandidateFilter(forms.Form):
    """What makes open issues likely to come from the same cause."""

    category = forms.ModelChoiceField(
        Category.objects.none(), required=False, empty_label="Any category", widget=forms.Select(attrs=bare("Category"))
    )
    operating_day = DayField(required=False, label="Operating day")
    words = forms.CharField(required=False, max_length=200, label="Words")

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.fields["category"].queryset = Category.objects.order_by("area", "order")
