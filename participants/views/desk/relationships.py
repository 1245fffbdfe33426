"""A participant's relationships: the list, the picture, its export; and the forms about affiliations."""

from functools import cached_property
from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from participants import permissions
from participants.acquisitions import drafts_of, dutiful, lapses
from participants.actions import affiliations
from participants.actions.acquisitions import take_duties
from participants.choices import Holding
from participants.family_plot import picture_of
from participants.forms.affiliations import (
    AffiliationForm,
    ChangeAffiliationForm,
    DutiesForm,
    RelationshipFilter,
)
from participants.models import Affiliation, Participant, PlanVersion
from participants.permissions.affiliations import can_change_affiliation
from participants.relationships import EXPORTED, SHOWN, Line, Relationships
from participants.views.desk.pages import DeskForm, ParticipantPage, section_url
from portal.audit.exporting import record_export
from portal.lifecycle.refusals import Answer, Refused
from portal.web import exports

HEADINGS = ("Relationship", "Company", "Reference", "What", "From", "Until", "Share in percent", "Known from")


class RelationshipsView(ParticipantPage):
    template_name = "participants/participant_relationships.html"
    section = "relationships"

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        self.form = RelationshipFilter(request.GET)
        self.wanted = self.form.cleaned_data if self.form.is_valid() else {}
        kind = request.GET.get("export", "")
        return self._export(kind) if kind in exports.FORMATS else super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        narrowed = any(self.wanted.values()) and self.wanted != {"q": "", "relation": "", "holding": Holding.NOW}
        reading = self._reading(SHOWN)
        whole = Relationships(self.participant, user, self.today) if narrowed else reading
        whole.family = reading.family
        announced = dutiful(reading.announced, self.participant, user, self.today)
        return super().get_context_data(
            groups=reading.groups,
            family=reading.family,
            picture=picture_of(reading.family, whole.lines),
            announced=announced,
            lapses=lapses(reading.family, announced, user) if announced else [],
            form=self.form,
            words=self.wanted.get("q", ""),
            holding=self.wanted.get("holding") or Holding.NOW,
            narrowed=narrowed,
            may_export=permissions.can_export(user),
            **kwargs,
        )

    def _reading(self, most: int) -> Relationships:
        wanted = {"words": self.wanted.get("q", "").strip(), "relation": self.wanted.get("relation", "")}
        holding = self.wanted.get("holding") or Holding.NOW
        return Relationships(self.participant, self.request.user, self.today, most=most, holding=holding, **wanted)

    def _export(self, kind: str) -> HttpResponse:
        permissions.can_export(self.request.user).enforce()
        lines = list(self._reading(EXPORTED).lines)
        who = {"by": self.request.user, "at": timezone.now(), "of": self.participant}
        record_export("participants.relationships.exported", kind=kind, rows=len(lines), query=self.request.GET, **who)
        return exports.export(kind, f"relationships-{self.participant.ref}", HEADINGS, map(_cells, lines))


def _cells(line: Line) -> list[Any]:
    told = [line.since, line.until, line.share, line.source]
    return [line.relation.label, line.name, line.ref, line.what, *told]


class AffiliationAddView(DeskForm):
    form_class = AffiliationForm
    section = "relationships"
    title = "Record an affiliation"
    lead = "It opens nobody’s data to the other company. Only a company that declared it itself reads it."
    success_message = "Recorded."

    def act(self, data: dict[str, Any], **who: Any) -> Affiliation:
        return affiliations.add_affiliation(participant=self.participant, **data, **who)


class OfAffiliation(DeskForm):
    """Ends at the company from whose page one came."""

    model = Affiliation
    section = "relationships"

    def scope(self) -> Any:
        return super().scope().select_related("other")

    @cached_property
    def participant(self) -> Participant:
        row = self.object
        return row.other if row.other and self.request.GET.get("of") == row.other.ref else row.participant

    def permission(self) -> Answer:
        return can_change_affiliation(self.request.user, self.object)


class AffiliationChangeView(OfAffiliation):
    form_class = ChangeAffiliationForm
    title = "{row.other_name} and its affiliation"
    lead = "A last day ends it. Another company or kind is another affiliation."
    success_message = "Saved."

    def get_initial(self) -> dict[str, Any]:
        return ChangeAffiliationForm.values_of(self.object)

    def act(self, data: dict[str, Any], **who: Any) -> Affiliation:
        return affiliations.change_affiliation(affiliation=self.object, **data, **who)


class AffiliationDutiesView(OfAffiliation):
    """Takes the duties of an announced change of ownership into the draft of one company's plan."""

    form_class = DutiesForm
    title = "Duties of the acquisition"
    lead = "Tasks of both sides with their days counted from the closing day, people and the escalation ladder."
    submit_label = "Take them into the plan"
    success_message = "Lines taken into the plan: {done}."

    def get_form_kwargs(self) -> dict[str, Any]:
        self.object.drafts = drafts_of(self.object, self.request.user)
        return super().get_form_kwargs()

    def act(self, data: dict[str, Any], **who: Any) -> int:
        versions = PlanVersion.objects.visible_to(self.request.user)
        self.version = versions.select_related("plan__participant").filter(ref=data["version"]).first()
        if self.version is None:
            raise Refused("This draft is not there any more.")
        return take_duties(affiliation=self.object, version=self.version, **who)

    def get_success_url(self) -> str:
        return self.version.get_absolute_url() if hasattr(self, "done") else section_url(self.participant, self.section)
