"""Forms about moving work: which rows go to whom, and the days of an absence."""

from datetime import timedelta
from typing import Any, Final

from django import forms

from accounts.models import Team, User
from issues.models import Issue
from issues.moving import APPLICATION, ISSUE, PARTICIPANT, Step
from participants.forms.assignments import AcceptedField, PersonField
from participants.forms.base import today
from participants.models import Application, Participant
from portal.web.days import DayField

FORTNIGHT: Final = timedelta(days=13)
NOBODY: Final = "Choose who takes over, for all rows or beside each."
TICK: Final = "Tick at least one row."
MOST: Final = 500


class TeamForm(forms.Form):
    team = forms.ModelChoiceField(
        Team.objects.none(),
        required=False,
        to_field_name="ref",
        empty_label="All teams",
        widget=forms.Select(attrs={"aria-label": "Team"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = Team.objects.order_by("name")


class MoveForm(forms.Form):
    """Ticked rows (`participants`, `issues`, `applications`: references) go to `receiver`, or to the person chosen
    beside a row (`to-REF`). `seen` holds what the preview said of each row."""

    receiver = PersonField(required=False, label="To", empty_label="As chosen beside each row")
    reason = forms.CharField(
        max_length=300, required=False, label="What to know of it", help_text="For whoever takes over."
    )
    accepted_because = AcceptedField()

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.steps: list[Step] = []

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        rows = self._rows()
        if not rows:
            raise forms.ValidationError(TICK)
        chosen = data.get("receiver")
        people = self._people(row.ref for _noun, row in rows)
        self.steps = [
            Step(noun, row, to) for noun, row in rows if (to := chosen or people.get(self.data.get(f"to-{row.ref}")))
        ]
        if not self.steps:
            raise forms.ValidationError(NOBODY)
        return data

    @property
    def seen(self) -> dict[str, str]:
        told = [one.partition(":") for one in self.data.getlist("seen")]
        return {ref: digest for ref, _colon, digest in told}

    def _rows(self) -> list[tuple[str, Any]]:
        sources = (
            (PARTICIPANT, Participant, ()),
            (ISSUE, Issue, ("participant", "owner")),
            (APPLICATION, Application, ("account_manager",)),
        )
        found: list[tuple[str, Any]] = []
        for noun, model, joined in sources:
            refs = self.data.getlist(f"{noun}s")[:MOST]
            if refs:
                rows = model.objects.visible_to(self.user).filter(ref__in=refs)
                found += [(noun, row) for row in (rows.select_related(*joined) if joined else rows).order_by("pk")]
        return found

    def _people(self, refs: Any) -> dict[str, User]:
        """Whoever is chosen beside a row, in one statement."""
        wanted = {value for ref in refs if (value := self.data.get(f"to-{ref}", ""))}
        return {one.ref: one for one in User.objects.who_manage().filter(ref__in=wanted)} if wanted else {}


class CoverForm(MoveForm):
    """The same for some days."""

    starts_on = DayField(label="First day away", initial=today)
    ends_on = DayField(label="Last day away")
    field_order = ["starts_on", "ends_on", "receiver", "reason", "accepted_because"]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        starts, ends = data.get("starts_on"), data.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", "The last day comes before the first.")
        return data


class DaysForm(forms.Form):
    """For which days stand-ins are looked for."""

    starts_on = DayField(label="First day away")
    ends_on = DayField(label="Last day away")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        starts, ends = data.get("starts_on"), data.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", "The last day comes before the first.")
        return data
