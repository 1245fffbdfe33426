"""A registration's own page and the forms about it."""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from participants import permissions, registration_pages
from participants.actions import registration_ends, registrations
from participants.choices import RegistrationStatus
from participants.forms.registrations import RegistrationDetailsForm, RegistrationForm, SettleMissingForm
from participants.models import (
    Checklist,
    ContactRole,
    Obligation,
    OfficialLetter,
    Registration,
    Representation,
    Resource,
)
from participants.obligation_lists import of_participant, with_clocks
from participants.querysets.registrations import ENDED
from participants.views.desk.pages import DeskForm
from portal.audit.models import AuditEvent
from portal.audit.timeline import told
from portal.scoping.today import market_day
from portal.web.doors import DeskDoor
from portal.web.views import ScopedDetailView

SHOWN = 50


class RegistrationDetailView(DeskDoor, ScopedDetailView):
    capability = "participants.view"
    model = Registration
    template_name = "participants/registration_detail.html"

    def scope(self) -> Any:
        return super().scope().select_related("participant", "role", "successor_of__role")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, row = self.request.user, self.object
        today = market_day(timezone.now())
        roles = ContactRole.objects.visible_to(user).filter(registration=row).on(today)
        units = Resource.objects.visible_to(user).filter(registration=row, active=True)
        represented = Representation.objects.visible_to(user).filter(registration=row)
        representing = Representation.objects.visible_to(user).filter(representative_registration=row).on(today)
        owed = Obligation.objects.visible_to(user).filter(Q(registration=row) | Q(resource__registration=row))
        events = AuditEvent.objects.concerning(row.participant_id).filter(object_ref=row.ref)
        return super().get_context_data(
            participant=row.participant,
            holders=list(roles.select_related("contact").order_by("kind", "contact__name")[:SHOWN]),
            units=list(units.order_by("code", "id")[:SHOWN]),
            represented=list(represented.select_related("representative_registration__role")[:SHOWN]),
            representing=list(representing.select_related("participant", "resource", "registration__role")[:SHOWN]),
            obligations=with_clocks(of_participant(owed)[:SHOWN], today),
            successors=list(row.successors.select_related("role")),
            events=[told(event) for event in events[:SHOWN]],
            checklist=Checklist.objects.visible_to(user).filter(registration=row).first(),
            ended=row.status in ENDED,
            may_edit=permissions.can_edit(user, row.participant),
            offers=registration_pages.offers(user, row),
            letters=list(
                OfficialLetter.objects.visible_to(user)
                .filter(registration=row)
                .newest()
                .select_related("issued_by")[:SHOWN]
            ),
            letter_kinds=registration_pages.letter_kinds(user, row),
            shown=SHOWN,
            **kwargs,
        )


class RegistrationAddView(DeskForm):
    form_class = RegistrationForm
    title = "Add a registration"
    lead = "It begins as prospective. Registrations on the official list come in by import."
    submit_label = "Add registration"
    success_message = "{done} was added."

    def get_initial(self) -> dict[str, Any]:
        """`?successor_of=` names the ended registration beside whose button it stood."""
        rows = Registration.objects.visible_to(self.request.user).of(self.participant)
        before = rows.filter(ref=self.request.GET.get("successor_of", ""), status=RegistrationStatus.TERMINATED).first()
        return {"successor_of": before, "role": before.role_id} if before is not None else {}

    def act(self, data: dict[str, Any], **who: Any) -> Registration:
        return registrations.add_registration(participant=self.participant, **data, **who)


class OfRegistration(DeskForm):
    model = Registration

    def scope(self) -> Any:
        return super().scope().select_related("role")

    def get_success_url(self) -> str:
        return reverse("participants:registration-detail", args=[self.object.ref])


class RegistrationChangeView(OfRegistration):
    form_class = RegistrationDetailsForm
    title = "Change {row}"
    success_message = "Saved."

    def get_initial(self) -> dict[str, Any]:
        return RegistrationDetailsForm.values_of(self.object)

    def act(self, data: dict[str, Any], **who: Any) -> Registration:
        return registrations.change_registration(registration=self.object, **data, **who)


class RegistrationSettleView(OfRegistration):
    form_class = SettleMissingForm
    title = "{row} is no longer listed"
    lead = "A newer official list does not name this registration. Nothing happens by itself: you decide."
    submit_label = "Settle"
    success_message = "Settled."

    def act(self, data: dict[str, Any], **who: Any) -> Registration:
        return registration_ends.settle_missing_registration(registration=self.object, **data, **who)
