"""The form that opens or changes an auditor's room."""

import re
from datetime import timedelta
from typing import Any, Final

from django import forms

from accounts.choices import RoomNoun
from accounts.models import AuditRoom, User
from accounts.rules.audit_rooms import RoomPlan
from issues.models import Issue
from participants.forms.base import today
from participants.models import Participant
from portal.web.days import DayField

USUAL: Final = timedelta(days=13)
MOST_NAMED: Final = 200
BETWEEN: Final = re.compile(r"[\s,;]+")
LINES: Final = forms.Textarea(attrs={"rows": 3})


class RoomForm(forms.Form):
    title = forms.CharField(max_length=160, label="Title", help_text="The auditors read it; mails name it only inside.")
    purpose = forms.CharField(max_length=300, label="What for")
    basis = forms.CharField(max_length=300, required=False, label="Mandate or legal basis")
    readers = forms.ModelMultipleChoiceField(
        User.objects.none(), to_field_name="ref", label="Auditors", widget=forms.CheckboxSelectMultiple
    )
    starts_on = DayField(label="First day", initial=today)
    ends_on = DayField(
        label="Last day", help_text="The room ends by itself with this day, Central time.",
        initial=lambda: today() + USUAL,
    )  # fmt: skip
    nouns = forms.MultipleChoiceField(
        choices=RoomNoun.choices, label="What it holds", widget=forms.CheckboxSelectMultiple
    )
    everybody = forms.BooleanField(required=False, label="Of all participants")
    participants = forms.CharField(
        required=False, label="Or of these participants", widget=LINES,
        help_text="Reference, DUNS or whole name, one in a line.",
    )  # fmt: skip
    issues = forms.CharField(
        required=False, label="Issues named", widget=LINES,
        help_text="References. They are in the room whatever their day and participant.",
    )  # fmt: skip
    records_from = DayField(required=False, label="Records from", help_text="By the day each kind of record counts by.")
    records_until = DayField(required=False, label="Records until")
    with_notes = forms.BooleanField(required=False, label="With what the staff noted for itself")

    with_protected = forms.BooleanField(
        required=False,
        label="With Protected Information in issues",
        help_text="Without it such entries stand there without their words. With it their owners read who opened them.",
    )

    def __init__(self, *args: Any, user: Any, room: AuditRoom | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        held = User.objects.filter(audit_rooms__room=room) if room is not None else User.objects.none()
        able = User.objects.who_can("rooms.read")
        self.fields["readers"].queryset = (able | held).distinct().order_by("name", "pk")
        self.fields["readers"].label_from_instance = lambda person: f"{person.name}, {person.position}"

    def clean_participants(self) -> dict[int, str]:
        """Numbers with references."""
        found: dict[int, str] = {}
        lines = [line.strip() for line in self.cleaned_data["participants"].splitlines() if line.strip()]
        if len(lines) > MOST_NAMED:
            raise forms.ValidationError(f"At most {MOST_NAMED} at once; more are all participants.")
        rows = Participant.objects.visible_to(self.user)
        for words in lines:
            named = (
                rows.filter(ref=words.upper())[:2] or rows.filter(duns=words)[:2] or rows.filter(name__iexact=words)[:2]
            )
            if len(named) != 1:
                raise forms.ValidationError(f"There is no one participant “{words[:60]}”.")
            found[named[0].pk] = named[0].ref
        return found

    def clean_issues(self) -> list[str]:
        wanted = {word.upper() for word in BETWEEN.split(self.cleaned_data["issues"]) if word}
        if len(wanted) > MOST_NAMED:
            raise forms.ValidationError(f"At most {MOST_NAMED} at once.")
        known = set(Issue.objects.visible_to(self.user).filter(ref__in=wanted).values_list("ref", flat=True))
        if wanted - known:
            raise forms.ValidationError(f"There is no issue {', '.join(sorted(wanted - known))[:100]}.")
        return sorted(known)


def plan_of(data: dict[str, Any]) -> RoomPlan:
    same = ("title", "purpose", "basis", "starts_on", "ends_on", "nouns", "everybody", "participants")
    same += ("records_from", "records_until", "with_notes", "with_protected")
    told = {name: data[name] for name in same}
    return RoomPlan(**told, readers=list(data["readers"]), issue_refs=data["issues"])


def terms_of(room: AuditRoom) -> dict[str, Any]:
    """A room as the form shows it."""
    same = ("title", "purpose", "basis", "starts_on", "ends_on", "nouns", "everybody", "records_from", "records_until")
    named = Participant.objects.filter(pk__in=room.participants.values("participant_id")).order_by("name", "pk")
    return {name: getattr(room, name) for name in (*same, "with_notes", "with_protected")} | {
        "readers": [one.person.ref for one in room.readers.select_related("person")],
        "participants": "\n".join(named.values_list("ref", flat=True)),
        "issues": "\n".join(room.issue_refs),
    }
