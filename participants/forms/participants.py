"""Forms about a participant itself."""

from typing import Any

from django import forms

from participants.forms.base import DunsField, OfParticipantForm, ReasonField
from participants.forms.lookups import CompanyField, companies


class ParticipantForm(OfParticipantForm):
    name = forms.CharField(max_length=200, label="Legal name")
    duns = DunsField(required=False, help_text="9 digits, or 9 and 4. Empty for a prospect.")
    parent = CompanyField(
        required=False,
        label="Parent company",
        help_text="Its DUNS number or name. Affiliates stay separate: neither sees the other's data.",
    )
    website = forms.URLField(required=False, assume_scheme="https")
    address = forms.CharField(required=False, label="Postal address", widget=forms.Textarea(attrs={"rows": 3}))

    def narrow(self) -> None:
        rows = companies(self.user)
        parent_id = self.participant.parent_id if self.participant else None
        if parent_id and not rows.filter(pk=parent_id).exists():
            # A parent out of sight is neither shown nor taken away.
            del self.fields["parent"]
            return
        self.fields["parent"].rows = rows.exclude(pk=self.participant.pk) if self.participant else rows

    @staticmethod
    def values_of(participant: Any) -> dict[str, Any]:
        """What the form shows at first for an existing participant."""
        parent = participant.parent
        return {
            "name": participant.name,
            "duns": participant.duns,
            "parent": (parent.duns or parent.ref) if parent else "",
            "website": participant.website,
            "address": participant.address,
        }


class RestrictForm(OfParticipantForm):
    reason = ReasonField(help_text="Supervisors, auditors and those assigned see this reason.")


class BreakGlassForm(OfParticipantForm):
    reason = ReasonField(label="Why do you need to open it?", help_text="Supervisors see your reason.", min_length=8)
