"""What forms of an answer ask about sections of the rules: the panel `issues/_guidance.html` draws the inputs."""

from typing import Any, Final

from django import forms

from issues.choices.guidance import GuidanceBy, Mark, ReviewOutcome
from issues.rules.guidance import MOST, Said
from participants.forms.base import OfParticipantForm, ReasonField
from portal.lifecycle.refusals import Refused
from training.choices import CitedDocument
from training.rules import citations
from training.rules.citations import Cited

MARK: Final = "mark-"
BECAUSE: Final = "because-"
SECTIONS: Final = "sections"
ALSO: Final = "also"


def key_of(cited: Cited) -> str:
    return f"{cited.document}-{cited.section}"


def said_in(data: Any) -> list[Said]:
    """What a sent form says of sections: those written down or ticked, and those marked. `Refused` for no section."""
    also = data.getlist(ALSO) if hasattr(data, "getlist") else []
    told = dict.fromkeys(citations.read(",".join([data.get(SECTIONS, ""), *also[:MOST]])))
    for name in list(data)[:200]:
        document, _, section = name.removeprefix(MARK).partition("-")
        if name.startswith(MARK) and document in CitedDocument.values and data.get(name):
            told[citations.read(f"{document} {section}")[0]] = None
    return [Said(one, data.get(MARK + key_of(one), ""), data.get(BECAUSE + key_of(one), "").strip()) for one in told]


class InPanel(forms.Widget):
    """Draws nothing: the inputs stand in the panel."""

    is_hidden = True

    def render(self, *args: Any, **kwargs: Any) -> str:
        return ""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return data


class GuidanceField(forms.Field):
    """The sections an answer answers on, as `Said`."""

    def __init__(self) -> None:
        super().__init__(required=False, widget=InPanel())

    def clean(self, value: Any) -> list[Said]:
        try:
            return said_in(value)
        except Refused as refusal:
            raise forms.ValidationError(refusal.reason) from refusal


class Guided:
    """A form with a `GuidanceField`; what is wrong with it stands above the form."""

    def add_error(self, field: str | None, error: Any) -> None:
        super().add_error(None if field == "guidance" else field, error)


class RecordGuidanceForm(OfParticipantForm):
    """What a participant was told beside the portal."""

    section = forms.CharField(max_length=80, help_text="Such as 16.12.1, or NOG 3.2 for another document.")
    wording = forms.CharField(
        label="What was said", max_length=4000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Colleagues read it when they answer on the section next; the participant's names are taken out.",
    )  # fmt: skip
    way = forms.ChoiceField(
        label="How", choices=[one for one in GuidanceBy.choices if one[0] != GuidanceBy.ANSWER], initial=GuidanceBy.CALL
    )
    mark = forms.ChoiceField(
        label="Stands to what was said before",
        required=False,
        choices=[("", "Nothing was said before"), *(one for one in Mark.choices if one[0] != Mark.MENTIONED)],
    )
    because = forms.CharField(
        label="Differs because", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )


class SettleForm(forms.Form):
    outcome = forms.ChoiceField(label="What came of it", choices=ReviewOutcome.choices, widget=forms.RadioSelect)
    reason = ReasonField()


class ApprovedAnswerForm(forms.Form):
    section = forms.CharField(max_length=80, help_text="Such as 16.12.1, or NOG 3.2 for another document.")
    title = forms.CharField(max_length=160)
    wording = forms.CharField(
        max_length=4000, widget=forms.Textarea(attrs={"rows": 10}), help_text="As every participant is to read it."
    )


class WordingForm(forms.Form):
    wording = forms.CharField(max_length=4000, widget=forms.Textarea(attrs={"rows": 10}))
