"""Forms about hand-overs: preparing one, a note on one participant, the day a successor decides about."""

from typing import Any, Final

from django import forms

from accounts.models import User
from participants import handing_over
from participants.choices import HandOverKind
from participants.forms.assignments import AcceptedField, PersonField
from participants.forms.base import ReasonField, today
from participants.models import Assignment, HandOver, HandOverLine, Participant
from portal.web.days import DayField

KEEP, MOVE = "keep", "move"
MOVES: Final = {
    "gather": "Gather anew",
    "call_off": "Call off",
    "stand_by": "Stand by it",
    "come_back": "Back already",
    "close": "Close",
    "take_back": "Take back",
}
VIEWS: Final = {"live": "Prepared and running", "returned": "Came back", "closed": "Closed"}


class PrepareForm(forms.Form):
    """`person` is who hands over; whoever may not assign people prepares an absence only."""

    kind = forms.ChoiceField(choices=HandOverKind.choices, widget=forms.RadioSelect)
    receiver = PersonField(label="Who takes over")
    starts_on = DayField(label="From", initial=today)
    ends_on = DayField(label="Until", required=False, help_text="The last day. Empty for a permanent hand-over.")
    note = forms.CharField(
        max_length=4000,
        required=False,
        label="What to know of everything",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Notes on single participants come next, beside what is open for each.",
    )
    accepted_because = AcceptedField()
    participants = forms.ModelMultipleChoiceField(
        Participant.objects.none(),
        to_field_name="ref",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="None ticked: all of them.",
    )

    def __init__(self, *args: Any, user: User, person: User, may_assign: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        open_ = Assignment.objects.filter(person=person).not_over(today())
        theirs = Participant.objects.visible_to(user).filter(pk__in=open_.values("participant"))
        self.fields["participants"].queryset = theirs.order_by("name", "id")
        people = self.fields["receiver"]
        people.queryset = people.queryset.exclude(pk=person.pk)
        if not may_assign:
            self.fields["kind"].choices = [(HandOverKind.ABSENCE, HandOverKind.ABSENCE.label)]
            self.initial.setdefault("kind", HandOverKind.ABSENCE)
        elif not person.is_active:
            self.fields["kind"].choices = [(HandOverKind.PERMANENT, HandOverKind.PERMANENT.label)]
            self.initial.setdefault("kind", HandOverKind.PERMANENT)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("kind") == HandOverKind.PERMANENT:
            data["ends_on"] = None
        return data


class NoteForm(forms.Form):
    text = forms.CharField(
        max_length=4000, required=False, label="What to know", widget=forms.Textarea(attrs={"rows": 6})
    )


class MoveForm(forms.Form):
    move = forms.ChoiceField(choices=list(MOVES.items()))


class DateForm(forms.Form):
    """The day stays, or becomes another; where the market's rules give it, it stays."""

    decision = forms.ChoiceField(
        choices=[(KEEP, "The day stays"), (MOVE, "Another day")], initial=KEEP, widget=forms.RadioSelect, label="Day"
    )
    due_on = DayField(label="New day", required=False)
    reason = ReasonField(required=False, help_text="Needed for another day; it stands beside the new one.")

    def __init__(self, *args: Any, line: HandOverLine, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        source = handing_over.source(line.source)
        if source is None or source.replan is None:
            self.fields["decision"].choices = [(KEEP, "The day follows from the market's rules and stays")]
            del self.fields["due_on"]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("decision") == MOVE:
            for name, words in (("due_on", "Choose the new day."), ("reason", "Say why.")):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, words)
        return data


def moves_of(hand_over: HandOver) -> list[str]:
    """Which moves a hand-over offers in its state."""
    if hand_over.state == "prepared":
        return ["gather", "call_off"]
    if hand_over.state == "running":
        back = hand_over.kind == HandOverKind.TEMPORARY and hand_over.absence_id is None
        return ["close"] if not hand_over.comes_back else ["come_back"] if back else []
    return ["close"] if hand_over.state == "returned" else []
