"""Forms about how companies belong together, and the filters of a participant's relationships."""

from typing import Any

from django import forms

from participants.choices import Certainty, Holding, Relation, TieKind, TieSource
from participants.forms.base import OfParticipantForm, PeriodForm
from participants.forms.filters import bare
from participants.forms.lookups import CompanyField, companies
from portal.web.days import DayField


class _TieForm(PeriodForm):
    """`announced_on` makes a change of ownership of it, whose closing day is the first day."""

    share = forms.DecimalField(
        max_digits=5, decimal_places=2, required=False, label="Share in percent", help_text="If it was told."
    )
    source = forms.ChoiceField(choices=TieSource.choices, label="Known from", initial=TieSource.FILING)
    certainty = forms.ChoiceField(choices=Certainty.choices, label="How sure", initial=Certainty.CERTAIN)
    announced_on = DayField(
        required=False,
        label="Announced on",
        help_text="For a change of ownership: the day it was made known. The first day is then its closing day.",
    )


class AffiliationForm(_TieForm):
    kind = forms.ChoiceField(choices=TieKind.choices, label="The other company is its")
    other = CompanyField(required=False, label="A participant", help_text="Its DUNS number or name.")
    other_name = forms.CharField(max_length=200, required=False, label="or a company outside the market")
    field_order = [
        "kind", "other", "other_name", "share", "starts_on", "ends_on", "announced_on", "source", "certainty",
    ]  # fmt: skip

    def narrow(self) -> None:
        self.fields["other"].rows = companies(self.user).exclude(pk=self.participant.pk)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.errors and not (data.get("other") or data.get("other_name")):
            self.add_error("other", "Name the other company.")
        return data


class ChangeAffiliationForm(_TieForm):
    field_order = ["share", "starts_on", "ends_on", "announced_on", "source", "certainty"]

    @staticmethod
    def values_of(row: Any) -> dict[str, Any]:
        names = ("share", "starts_on", "ends_on", "announced_on", "source", "certainty")
        return {name: getattr(row, name) for name in names}


class RelationshipFilter(forms.Form):
    q = forms.CharField(required=False, max_length=200)
    relation = forms.ChoiceField(
        choices=[("", "All relationships"), *Relation.choices],
        required=False,
        widget=forms.Select(attrs=bare("Relationship")),
    )
    holding = forms.ChoiceField(
        choices=Holding.choices, required=False, widget=forms.Select(attrs=bare("When")), initial=Holding.NOW
    )


class DutiesForm(OfParticipantForm):
    """Into which draft the duties go: those of the two companies' plans that the person may write."""

    version = forms.ChoiceField(label="Into the draft of")

    def narrow(self) -> None:
        self.fields["version"].choices = self.row.drafts
