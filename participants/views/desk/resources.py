"""Resources of a participant and which QSE represents what."""

from typing import Any

from django.db.models import Prefetch

from participants.actions import representations, resources
from participants.forms.base import EndForm, ReasonForm
from participants.forms.resources import RepresentationForm, ResourceForm
from participants.models import Representation, Resource
from participants.views.desk.pages import DeskForm, ParticipantPage
from portal.web import keyset

ORDER = ("code", "id")
SHOWN = 100


class ResourcesView(ParticipantPage):
    template_name = "participants/participant_resources.html"
    section = "resources"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        seen = Representation.objects.visible_to(user).select_related("representative", "registration__role")
        current = seen.exclude(ends_on__lt=self.today).order_by("starts_on", "id")
        units = Resource.objects.visible_to(user).of(self.participant).filter(active=True)
        units = units.select_related("registration__role")
        query = self.request.GET
        page = keyset.paginate(
            units.prefetch_related(Prefetch("representations", current, to_attr="represented_by")),
            ORDER,
            after=query.get("after", ""),
            before=query.get("before", ""),
        )
        theirs = Representation.objects.visible_to(user).select_related("participant", "resource", "registration__role")
        return super().get_context_data(
            page=page,
            represented=list(current.filter(participant=self.participant, resource=None)[:SHOWN]),
            representing=list(
                theirs.filter(representative=self.participant)
                .exclude(ends_on__lt=self.today)
                .exclude(participant=self.participant)
                .order_by("represented_name", "id")[:SHOWN]
            ),
            past=list(
                seen.filter(participant=self.participant, ends_on__lt=self.today)
                .select_related("resource")
                .order_by("-ends_on", "-id")[:10]
            ),
            **kwargs,
        )


class OfResources(DeskForm):
    section = "resources"


class ResourceAddView(OfResources):
    form_class = ResourceForm
    title = "Add a resource"
    submit_label = "Add resource"
    success_message = "{done.code} was added."

    def act(self, data: dict[str, Any], **who: Any) -> Resource:
        return resources.add_resource(participant=self.participant, **data, **who)


class ResourceChangeView(OfResources):
    model = Resource
    form_class = ResourceForm
    title = "Change {row.code}"
    success_message = "Saved."

    def get_initial(self) -> dict[str, Any]:
        return ResourceForm.values_of(self.object)

    def act(self, data: dict[str, Any], **who: Any) -> Resource:
        return resources.change_resource(resource=self.object, **data, **who)


class ResourceRetireView(OfResources):
    model = Resource
    form_class = ReasonForm
    title = "Retire {row.code}"
    lead = "It leaves the lists; what was recorded stays."
    submit_label = "Retire resource"
    danger = True
    success_message = "{object.code} is retired."

    def act(self, data: dict[str, Any], **who: Any) -> Resource:
        return resources.retire_resource(resource=self.object, **data, **who)


class RepresentationStartView(OfResources):
    form_class = RepresentationForm
    title = "Name the representing QSE"
    lead = "On any day one QSE represents a resource or a load serving registration."
    submit_label = "Save representation"
    success_message = "{done.representative_name} represents {done.represented_name}."

    def get_initial(self) -> dict[str, Any]:
        """`?resource=` names the unit whose row the button stood in."""
        ref = self.request.GET.get("resource", "")
        chosen = Resource.objects.visible_to(self.request.user).of(self.participant).filter(ref=ref).first()
        return {"resource": chosen.pk} if chosen else {}

    def act(self, data: dict[str, Any], **who: Any) -> Representation:
        return representations.start_representation(**data, **who)


class RepresentationEndView(OfResources):
    model = Representation
    form_class = EndForm
    title = "End a representation"
    lead = "{row.representative_name} represents {row.represented_name}."
    submit_label = "End representation"
    danger = True
    success_message = "The representation ends."

    def act(self, data: dict[str, Any], **who: Any) -> Representation:
        return representations.end_representation(representation=self.object, **data, **who)
