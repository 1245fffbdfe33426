"""Forms about review meetings of plans: when and where, their points, their minutes."""

from datetime import datetime, timedelta
from typing import Any, Final

from django import forms

from participants.choices import PlanSide, PointKind
from participants.forms.assignments import PersonField
from participants.forms.base import OfParticipantForm, today
from participants.forms.flights import MarketMomentField
from participants.forms.plan_lines import ContactField
from portal.scoping.today import MARKET_ZONE
from portal.web.days import DayField

LONGEST: Final = timedelta(hours=12)
A_WEEK: Final = timedelta(days=7)
DRAFT, AT_ONCE = "draft", "now"


class ReviewForm(OfParticipantForm):
    title = forms.CharField(max_length=160)
    starts_at = MarketMomentField(label="Begins", help_text="Market time.")
    minutes = forms.IntegerField(min_value=15, max_value=720, initial=60, label="Lasts", help_text="Minutes.")
    place = forms.CharField(max_length=300, required=False, help_text="A room, or the link to join.")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        lasts, begins = data.pop("minutes", None), data.get("starts_at")
        if lasts and begins:
            data["ends_at"] = begins + timedelta(minutes=lasts)
        return data

    @staticmethod
    def values_of(title: str, starts_at: datetime, ends_at: datetime, place: str = "") -> dict[str, Any]:
        lasts = int((ends_at - starts_at).total_seconds() // 60)
        return {"title": title, "starts_at": starts_at.astimezone(MARKET_ZONE), "minutes": lasts, "place": place}


class PointForm(OfParticipantForm):
    """A point of the agenda or a decision."""

    text = forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), label="What")
    shared = forms.BooleanField(required=False, initial=True, label="The participant reads it")


class ActionForm(PointForm):
    """Something one side does by a day."""

    text = forms.CharField(max_length=200, label="What is to be done")
    side = forms.ChoiceField(
        choices=PlanSide.choices, initial=PlanSide.OPERATOR, label="Who does it", widget=forms.RadioSelect
    )
    owner = PersonField(required=False, empty_label="The plan's owner", label="Owner at the operator")
    contact = ContactField(empty_label="The company", label="Owner at the participant")
    due_on = DayField(label="Due", initial=lambda: today() + A_WEEK)
    field_order = ["text", "side", "owner", "contact", "due_on", "shared"]

    def narrow(self) -> None:
        self.fields["contact"].of(self.participant, self.user)


class TakeUpForm(OfParticipantForm):
    where = forms.ChoiceField(
        choices=[
            (DRAFT, "In the next draft, which both sides sign"),
            (AT_ONCE, "At once in the agreed version, told to both sides; for something small"),
        ],
        initial=DRAFT,
        label="It becomes a task",
        widget=forms.RadioSelect,
    )


class MinutesForm(OfParticipantForm):
    minutes = forms.CharField(
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="For both sides. Decisions and action items stand beside it.",
    )


FORMS: Final = {PointKind.AGENDA: PointForm, PointKind.DECISION: PointForm, PointKind.ACTION: ActionForm}
