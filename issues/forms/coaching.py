"""Reviews of answers: the marks and coaching points, what else becomes of a review, asking for one, the policy."""

from typing import Any, Final

from django import forms

from accounts.models import Topic, User
from issues.actions.coaching import Point
from issues.choices.coaching import AnswerKind, CoachingWord, Grade
from issues.coaching_people import who_may_review
from issues.models import AnswerReview, Comment, ReviewCriterion, ReviewPolicy

RECORD: Final = "record"
SKIP: Final = "skip"
CLOSE: Final = "close"
HAND_ON: Final = "hand-on"
ACKNOWLEDGE: Final = "acknowledge"
VIEWS: Final = {"mine": "To review", "own": "My coaching points", "done": "Reviewed by me", "all": "All"}
POINTS: Final = 3
LONGEST: Final = 5000
MARK: Final = "mark-"


class RecordReviewForm(forms.Form):
    """A mark for each criterion in use, and some coaching points; those without text are left out."""

    summary = forms.CharField(
        required=False, max_length=LONGEST, label="All in all", widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, row: AnswerReview, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        grades = [("", "–"), *Grade.choices]
        topics = Topic.objects.in_use()
        for criterion in ReviewCriterion.objects.in_use():
            self.fields[MARK + criterion.code] = forms.TypedChoiceField(
                choices=grades,
                coerce=int,
                empty_value=None,
                required=False,
                label=criterion.name,
                help_text=criterion.about,
            )
        for number in range(1, POINTS + 1):
            word = forms.ChoiceField(choices=CoachingWord.choices, required=False, label=f"Point {number}")
            word.initial = CoachingWord.CHANGE
            self.fields[f"word-{number}"] = word
            self.fields[f"text-{number}"] = forms.CharField(
                required=False,
                max_length=LONGEST,
                label=f"What of it, point {number}",
                widget=forms.Textarea(attrs={"rows": 2}),
            )
            self.fields[f"topic-{number}"] = forms.ModelChoiceField(
                topics,
                to_field_name="code",
                required=False,
                label=f"Topic of point {number}",
                initial=row.topic.code if row.topic is not None else None,
                empty_label="Of the answer",
            )
        self.order_fields([*(name for name in self.fields if name != "summary"), "summary"])

    def marks(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith(MARK)]

    def points(self) -> list[tuple[forms.BoundField, ...]]:
        return [tuple(self[f"{name}-{number}"] for name in ("word", "text", "topic")) for number in _numbers()]

    def told(self) -> dict[str, Any]:
        """As the action takes it."""
        data = self.cleaned_data
        marks = {name.removeprefix(MARK): data[name] for name in data if name.startswith(MARK) and data[name]}
        points: list[Point] = [
            (data[f"word-{number}"] or CoachingWord.CHANGE, data[f"text-{number}"], data[f"topic-{number}"])
            for number in _numbers()
        ]
        return {"marks": marks, "points": points, "summary": data["summary"]}


class SettleReviewForm(forms.Form):
    reason = forms.CharField(max_length=300, label="Why")


class HandOnReviewForm(forms.Form):
    reviewer = forms.ModelChoiceField(User.objects.none(), to_field_name="ref", label="Who reviews it")

    def __init__(self, *args: Any, row: AnswerReview, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reviewer"].queryset = who_may_review(row.author).exclude(pk=row.reviewer_id)


class AcknowledgeReviewForm(forms.Form):
    reply = forms.CharField(
        required=False,
        max_length=LONGEST,
        label="What you take along",
        help_text="Read by the reviewer and supervisors.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class SaidChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Comment) -> str:
        words = " ".join(obj.text.split())
        return f"{obj.author_name}, {obj.at:%Y-%m-%d %H:%M}: {words[:80]}"


class AskReviewForm(forms.Form):
    """`rows` are the answers of an issue that may be chosen; None for a letter, which is one."""

    because = forms.CharField(max_length=300, label="What should be looked at")

    def __init__(self, *args: Any, rows: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if rows is not None:
            self.fields["comment"] = SaidChoice(rows, to_field_name="ref", label="Answer", empty_label=None)
            self.order_fields(["comment", "because"])


class PolicyForm(forms.Form):
    policy = forms.ModelChoiceField(ReviewPolicy.objects.none(), to_field_name="ref")
    share = forms.IntegerField(min_value=0, max_value=100)
    least = forms.IntegerField(min_value=0, max_value=50)
    most = forms.IntegerField(min_value=0, max_value=50)
    kinds = forms.MultipleChoiceField(choices=AnswerKind.choices)
    active = forms.BooleanField(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["policy"].queryset = ReviewPolicy.objects.all()


def _numbers() -> range:
    return range(1, POINTS + 1)
