"""What the verbs of issues take."""

from typing import Any

from rest_framework import serializers

from accounts.models import User
from issues.actions.speaking import MOST
from issues.choices import Channel, Impact, NoteKind, Proof, SettlementRun, Severity, Urgency
from issues.choices.guidance import Mark
from issues.models import Category
from issues.rules.guidance import Said
from issues.rules.severities import suggested
from participants.models import Contact, Participant, Registration, Resource
from portal.documents.fields import FileField, SaidOfText
from portal.documents.forms import MOST_FILES
from portal.lifecycle.refusals import Refused
from portal.rest.serializers import DayField, Input, RefField
from training.rules import citations


def workers(user: Any) -> Any:
    """Who may own an issue; only staff can name them."""
    return User.objects.who_can("issues.work") if user.is_staff else User.objects.none()


class TextInput(Input):
    text = serializers.CharField(max_length=MOST, help_text="Markdown.")


class SpokenInput(TextInput):
    files = FileField(many=True, required=False, max_length=MOST_FILES)
    marking = SaidOfText(required=False, allow_null=True)


class IssueFacts(Input):
    registration = RefField(Registration, required=False, allow_null=True)
    subcategory = serializers.CharField(max_length=80, required=False, allow_blank=True)
    severity = serializers.ChoiceField(choices=Severity.choices, required=False, help_text="1 is the most severe.")
    impact = serializers.ChoiceField(choices=Impact.choices, required=False, allow_blank=True)
    urgency = serializers.ChoiceField(choices=Urgency.choices, required=False, allow_blank=True)
    operating_day = DayField(required=False, allow_null=True)
    settlement_run = serializers.ChoiceField(choices=SettlementRun.choices, required=False, allow_blank=True)
    statement_id = serializers.CharField(max_length=60, required=False, allow_blank=True)
    interval = serializers.CharField(max_length=40, required=False, allow_blank=True)
    resource = RefField(Resource, required=False, allow_null=True)
    esi_id = serializers.CharField(max_length=40, required=False, allow_blank=True)

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:
        impact, urgency = data.get("impact"), data.get("urgency")
        if impact and urgency:
            data.setdefault("severity", suggested(impact, urgency))
        return data


class ChangeIssue(IssueFacts):
    title = serializers.CharField(max_length=160)
    category = RefField(Category, name="code")


class OpenIssue(SpokenInput, ChangeIssue):
    """Participants leave out what only the staff can say: for whom, by what way, and how they knew who asked."""

    participant = RefField(Participant, required=False, help_text="The one acted for, unless given.")
    contact = RefField(Contact, required=False, allow_null=True, help_text="For whom it is raised.")
    channel = serializers.ChoiceField(choices=Channel.choices, required=False, help_text="By the staff only.")
    proof = serializers.ChoiceField(choices=Proof.choices, required=False, help_text="By the staff only.")
    proof_detail = serializers.CharField(max_length=200, required=False, allow_blank=True)
    may_be_told = serializers.CharField(max_length=300, required=False, allow_blank=True)

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:
        data, user = super().validate(data), self.context["request"].user
        if not user.is_staff:
            barred = {"channel", "proof", "proof_detail", "may_be_told"} & data.keys()
            if barred:
                raise serializers.ValidationError(dict.fromkeys(sorted(barred), "Only the staff can say this."))
            data["channel"] = Channel.API
        if "participant" not in data:
            if user.is_staff:
                raise serializers.ValidationError({"participant": "Give the participant."})
            # Only named here: the action reads it with its lock.
            data["participant"] = Participant(pk=user.acting_for.participant_id)
        return data


class OverrideReason(serializers.CharField):
    """Why an answer may go although the release check holds it."""

    def __init__(self, **kwargs: Any) -> None:
        help_text = "By the staff only: why an answer may go although it names another company. Supervisors read it."
        super().__init__(max_length=300, required=False, allow_blank=True, help_text=help_text, **kwargs)


class SaidOnSection(serializers.Serializer):
    """One section that an answer answers on, and how that stands to what was said on it before."""

    section = serializers.CharField(max_length=80, help_text="Such as 16.12.1, or NOG 3.2 for another document.")
    mark = serializers.ChoiceField(
        choices=Mark.choices, required=False, allow_blank=True, help_text="Needed once something was said on it before."
    )
    because = serializers.CharField(max_length=2000, required=False, allow_blank=True, help_text="Why it differs.")

    def to_internal_value(self, data: Any) -> Said:
        given = super().to_internal_value(data)
        try:
            (cited,) = citations.read(given["section"])
        except (Refused, ValueError) as fault:
            reason = getattr(fault, "reason", "Give one section for each entry.")
            raise serializers.ValidationError({"section": reason}) from fault
        return Said(cited, given.get("mark", ""), given.get("because", ""))


class OnSections(serializers.ListField):
    """On which sections of the rules an answer answers; by the staff only."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(child=SaidOnSection(), max_length=12, required=False, **kwargs)


class SpeakInIssue(SpokenInput):
    override_reason = OverrideReason()
    guidance = OnSections()
    wait = serializers.BooleanField(
        required=False, help_text="By the staff only: whether it is the participant's turn afterwards."
    )

    def validate_wait(self, wait: bool) -> bool:
        if not self.context["request"].user.is_staff:
            raise serializers.ValidationError("Only the staff can say this.")
        return wait

    def validate_guidance(self, said: list[Said]) -> list[Said]:
        if not self.context["request"].user.is_staff:
            raise serializers.ValidationError("Only the staff can say this.")
        return said

    def validate_override_reason(self, reason: str) -> str:
        if not self.context["request"].user.is_staff:
            raise serializers.ValidationError("Only the staff can say this.")
        return reason


class NoteIssue(SpokenInput):
    kind = serializers.ChoiceField(choices=NoteKind.choices, required=False)


class WriteDown(SpokenInput):
    contact = RefField(Contact, required=False, allow_null=True, help_text="Who said it.")
    channel = serializers.ChoiceField(choices=Channel.choices, required=False)


class ResolveIssue(Input):
    resolution = serializers.CharField(max_length=MOST, help_text="The participant reads it. Markdown.")
    cause = serializers.CharField(max_length=20, help_text="What lay behind it: one of the cause codes.")
    guidance = OnSections()
    files = FileField(many=True, required=False, max_length=MOST_FILES)
    marking = SaidOfText(required=False, allow_null=True)
    override_reason = OverrideReason()


class HandOverIssue(Input):
    owner = RefField(workers)
    reason = serializers.CharField(max_length=1000, required=False, allow_blank=True)


class NoInput(Input):
    pass
