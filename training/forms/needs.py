"""Forms about training needs."""

from typing import Any, Final

from django import forms

from accounts.models import User
from participants.choices import RoleKind
from participants.forms.base import ReasonField
from participants.forms.filters import bare
from participants.models import MarketRole
from training import patterns, permissions
from training.choices import SessionState
from training.models import Course, CourseSession, TrainingNeed
from training.need_lists import EVERYBODY, WHOSE
from training.rules.needs import QUIET

LONGEST: Final = 20_000
NONE_AHEAD: Final = "No session is ahead that could answer it: plan one under Training first."


class NeedForm(forms.Form):
    """`user` and the need (`row`, None for a new one) narrow what the choices offer."""

    def __init__(self, *args: Any, user: Any, row: TrainingNeed | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.row = row
        self.narrow()

    def narrow(self) -> None:
        """Called once, after the fields exist."""


class RolesField(forms.MultipleChoiceField):
    """Codes of market roles."""

    widget = forms.CheckboxSelectMultiple

    def offer(self) -> None:
        """What companies are registered as, with the profiles of that."""
        rows = MarketRole.objects.filter(kind__in=[RoleKind.REGISTRATION, RoleKind.PROFILE]).order_by("order", "code")
        self.choices = [(code, f"{code} – {name}") for code, name in rows.values_list("code", "name")]


class CourseField(forms.ModelChoiceField):
    def __init__(self, **kwargs: Any) -> None:
        rows = Course.objects.offered().order_by("order", "code")
        super().__init__(rows, to_field_name="code", empty_label="None yet", required=False, **kwargs)


class ProposeForm(NeedForm):
    title = forms.CharField(max_length=160, label="What people should learn")
    problem = forms.CharField(
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        label="What goes wrong",
        help_text="How it shows, and how often. A need of the whole market names no participant.",
    )
    course = CourseField(label="Course that would help")
    role_codes = RolesField(required=False, label="For people of")
    source = forms.ChoiceField(
        required=False,
        label="Cases counted by",
        help_text="With a source the portal counts the cases now and ninety days after the training.",
    )
    topic = forms.CharField(
        max_length=80,
        required=False,
        label="Topic that is counted",
        help_text="The code of the requirement or the obligation.",
    )

    def narrow(self) -> None:
        self.fields["role_codes"].offer()
        self.fields["source"].choices = [("", "Nobody"), *((one.name, one.label) for one in patterns.every())]


class AcceptForm(NeedForm):
    """The number before is asked for only where the portal counts nothing."""

    course = CourseField(label="Course that would help")
    baseline_count = forms.IntegerField(
        min_value=0,
        max_value=1_000_000,
        required=False,
        label="Cases before",
        help_text="Of the last ninety days, if somebody counted them.",
    )
    baseline_note = forms.CharField(max_length=300, required=False, label="What was counted")

    def narrow(self) -> None:
        if self.row.is_counted:
            del self.fields["baseline_count"], self.fields["baseline_note"]


class DismissForm(NeedForm):
    reason = ReasonField()
    days = forms.IntegerField(
        min_value=1, max_value=730, initial=QUIET.days, label="Days until the same cases are suggested again"
    )


class OutlineForm(NeedForm):
    outline = forms.CharField(
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text="What people learn, in which order, and how it is tried.",
    )
    course = CourseField(label="Course it belongs to")
    role_codes = RolesField(required=False, label="For people of")

    def narrow(self) -> None:
        self.fields["role_codes"].offer()

    @staticmethod
    def values_of(row: TrainingNeed) -> dict[str, Any]:
        course = row.course.code if row.course is not None else ""
        return {"outline": row.outline, "course": course, "role_codes": row.role_codes}


class ReviewerField(forms.ModelChoiceField):
    def label_from_instance(self, person: User) -> str:
        return f"{person.name} – {person.position}"


class SendForm(NeedForm):
    reviewer = ReviewerField(
        User.objects.none(), to_field_name="ref", required=False, empty_label="Whoever may and did not write it"
    )

    def narrow(self) -> None:
        people = User.objects.active().staff().order_by("name", "id")
        able = [one.pk for one in people if permissions.can_review_outline(one, self.row)]
        self.fields["reviewer"].queryset = User.objects.filter(pk__in=able).order_by("name", "id")


class ReturnForm(NeedForm):
    reason = ReasonField(label="What is missing")


class EmptyForm(NeedForm):
    """A button."""


class SessionField(forms.ModelChoiceField):
    def label_from_instance(self, session: CourseSession) -> str:
        draft = ", draft" if session.state == SessionState.DRAFT else ""
        return f"{session} – {session.starts_at:%b %-d, %Y} ({session.ref}{draft})"


class ScheduleForm(NeedForm):
    """Sessions ahead, those of the proposed course first."""

    session = SessionField(CourseSession.objects.none(), to_field_name="ref", empty_label="Choose a session")

    def __init__(self, *args: Any, now: Any, **kwargs: Any) -> None:
        self.now = now
        super().__init__(*args, **kwargs)

    def narrow(self) -> None:
        rows = CourseSession.objects.visible_to(self.user).filter(
            state__in=[SessionState.DRAFT, SessionState.PUBLISHED], ends_at__gt=self.now
        )
        if self.row.course_id is not None:
            rows = rows.filter(course=self.row.course_id)
        rows = rows.exclude(pk__in=self.row.sessions.values("pk"))
        self.fields["session"].queryset = rows.select_related("course").order_by("starts_at", "id")
        if not rows.exists():
            self.fields["session"].help_text = NONE_AHEAD


class CloseForm(NeedForm):
    effect_count = forms.IntegerField(
        min_value=0, max_value=1_000_000, required=False, label="Cases after", help_text="Counted as before."
    )
    effect_note = forms.CharField(max_length=4000, widget=forms.Textarea(attrs={"rows": 5}), label="What came of it")

    def narrow(self) -> None:
        if self.row.effect_count is not None:
            del self.fields["effect_count"]


class NeedFilter(forms.Form):
    """What the board can be narrowed by; all of it stands in the address."""

    whose = forms.ChoiceField(
        choices=list(WHOSE.items()), required=False, widget=forms.Select(attrs=bare("Which needs"))
    )
    q = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    def __init__(self, data: Any) -> None:
        given = {name: data.get(name, "") for name in self.base_fields}
        super().__init__(given | {"whose": given["whose"] if given["whose"] in WHOSE else EVERYBODY})

    @property
    def chosen(self) -> str:
        return self.data["whose"]

    @property
    def words(self) -> str:
        return " ".join(self.data["q"][:200].split())
