"""Protected files at the desk: the list, one file with its class, and who opened what."""

from datetime import datetime, time
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from participants import protected_reading as reading
from participants.actions import protection as actions
from participants.actions import releases
from participants.forms.disclosures import WhyForm
from participants.forms.protection import ClassifyForm, KeepForm, OpeningFilter, ProtectedFilter
from participants.models import FileRelease, Participant
from participants.permissions import protection as permissions
from portal.documents.models import Document, Opening, ProtectionClass
from portal.lifecycle.refusals import Answer
from portal.scoping.today import MARKET_ZONE, market_day
from portal.web.doors import DeskDoor
from portal.web.keyset import bounded_count
from portal.web.views import ActionButton, ActionFormView, ScopedListView

VIEWS = {
    "ending": "With a last day",
    "eligible": "Eligible for release",
    "endless": "Without an end",
    "released": "Released",
}
BY_DAY = {"until": ("confidential_until", "id")}
LATEST = {"latest": ("-uploaded_at", "-id")}
SHOWN = 20
OF_RELEASE = ("proposed_by", "released_by")


class ProtectedDoor(DeskDoor):
    """Whoever works on issues, audits, or discloses."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated and request.user.is_staff:
            permissions.sees_protected(request.user).enforce()
        return super().dispatch(request, *args, **kwargs)


class ProtectedListView(ProtectedDoor, ScopedListView):
    model = Document
    filter_form = ProtectedFilter
    template_name = "participants/protected_list.html"

    @property
    def view(self) -> str:
        chosen = self.request.GET.get("view", "")
        return chosen if chosen in VIEWS else next(iter(VIEWS))

    def scope(self) -> QuerySet[Document]:
        return reading.documents_open_to(self.request.user).filter(participant_id__isnull=False)

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        self.orders = LATEST if self.view in ("endless", "released") else BY_DAY
        self.today = market_day(timezone.now())
        return super().get(request, *args, **kwargs)

    def narrow(self, rows: QuerySet, wanted: dict[str, Any]) -> QuerySet:
        self.about = _named(wanted.get("participant"), self.request.user)
        if self.about is not None:
            rows = rows.filter(participant_id=self.about.pk)
        if wanted.get("protection"):
            rows = rows.filter(protection=wanted["protection"])
        self.every = rows
        return self._in(self.view)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = kwargs["page"]
        reading.with_owners(page.rows)
        reading.judged(page.rows, self.today)
        counts = {key: bounded_count(self._in(key)) for key in VIEWS if key != self.view}
        tabs = [(key, label, counts.get(key, page.total)) for key, label in VIEWS.items()]
        return super().get_context_data(tabs=tabs, view=self.view, about=self.about, **kwargs)

    def _in(self, view: str) -> QuerySet:
        if view == "eligible":
            return self.every.eligible(self.today)
        if view == "released":
            return self.every.filter(released_at__isnull=False)
        return self.every.protected().filter(confidential_until__isnull=view == "endless")


class ProtectedFileView(ProtectedDoor, ActionFormView):
    """One file: its class with the reason, the form that sets another, and who opened it."""

    model = Document
    form_class = ClassifyForm
    template_name = "participants/protected_file.html"
    success_message = "Saved."

    def scope(self) -> QuerySet[Document]:
        rows = reading.documents_open_to(self.request.user).filter(participant_id__isnull=False)
        return rows.select_related("uploaded_by")

    @property
    def participant(self) -> Participant:
        return get_object_or_404(Participant, pk=self.object.participant_id)

    def permission(self) -> Answer:
        """Reading is for whoever passed the door; writing asks for more."""
        if self.request.method in ("GET", "HEAD"):
            return permissions.sees_protected(self.request.user)
        return permissions.can_classify(self.request.user, self.participant)

    def get_form_kwargs(self) -> dict[str, Any]:
        own = {"user": self.request.user, "participant": self.participant, "row": self.object}
        return super().get_form_kwargs() | own

    def get_initial(self) -> dict[str, Any]:
        return ClassifyForm.values_of(self.object)

    def act(self, data: dict[str, Any], **who: Any) -> Document:
        return actions.classify(document=self.object, **data, **who)

    def get_success_url(self) -> str:
        return reverse("participants:protected-file", args=[self.object.ref])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        reading.judged([self.object], market_day(timezone.now()))
        participant = self.participant
        return super().get_context_data(
            participant=participant,
            rule=ProtectionClass.objects.filter(code=self.object.protection).first(),
            may_classify=permissions.can_classify(self.request.user, participant) and not self.object.released_at,
            may_release=permissions.can_disclose(self.request.user, participant) and not self.object.released_at,
            release=FileRelease.objects.filter(document=self.object).select_related(*OF_RELEASE).first(),
            openings=list(Opening.objects.filter(document=self.object).select_related("person")[:SHOWN]),
            **kwargs,
        )


class ReleaseStep(ProtectedDoor, ActionButton):
    """Whether a file is let go of, or stays protected for longer."""

    model = Document

    def scope(self) -> QuerySet[Document]:
        return reading.documents_open_to(self.request.user).filter(participant_id__isnull=False)

    def permission(self) -> Answer:
        return permissions.discloses(self.request.user)

    def get_success_url(self) -> str:
        return reverse("participants:protected-file", args=[self.object.ref])


class ReleaseView(ReleaseStep):
    form_class = WhyForm

    def act(self, data: dict[str, Any], **who: Any) -> FileRelease:
        return releases.release_file(document=self.object, **data, **who)

    def tell_done(self) -> None:
        waits = self.done.waits
        messages.success(self.request, "A second person has to agree." if waits else "The file is released.")


class ConfirmReleaseView(ReleaseStep):
    success_message = "The file is released."

    def act(self, data: dict[str, Any], **who: Any) -> FileRelease:
        return releases.confirm_release(document=self.object, **who)


class KeepView(ReleaseStep):
    form_class = KeepForm
    success_message = "It stays protected."

    def act(self, data: dict[str, Any], **who: Any) -> Document:
        return releases.keep_protected(document=self.object, **data, **who)


class OpeningListView(ProtectedDoor, ScopedListView):
    """Who of the staff opened which protected file; of one person only for whoever reads the audit trail."""

    model = Opening
    filter_form = OpeningFilter
    template_name = "participants/opening_list.html"
    orders = {"latest": ("-at", "-id")}

    def scope(self) -> QuerySet[Opening]:
        return reading.openings_open_to(self.request.user).select_related("person", "document")

    def narrow(self, rows: QuerySet, wanted: dict[str, Any]) -> QuerySet:
        user = self.request.user
        self.about, self.person = _named(wanted.get("participant"), user), None
        if self.about is not None:
            rows = rows.filter(participant_id=self.about.pk)
        if wanted.get("person") and user.can("audit.view"):
            self.person = User.objects.filter(is_staff=True, ref=wanted["person"]).first()
            rows = rows.filter(person=self.person) if self.person else rows.none()
        return of_filters(rows, wanted)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        reading.with_owners(kwargs["page"].rows)
        by_person = self.request.user.can("audit.view")
        return super().get_context_data(about=self.about, person=self.person, by_person=by_person, **kwargs)


def of_filters(rows: QuerySet, wanted: dict[str, Any]) -> QuerySet:
    """The openings of one file, of a class, since a day of the market: what both sides may ask for."""
    if wanted.get("file"):
        rows = rows.filter(document__ref=wanted["file"])
    if wanted.get("protection"):
        rows = rows.filter(protection=wanted["protection"])
    if wanted.get("since"):
        rows = rows.filter(at__gte=datetime.combine(wanted["since"], time.min, tzinfo=MARKET_ZONE))
    return rows


def _named(ref: str | None, user: Any) -> Participant | None:
    return Participant.objects.visible_to(user).filter(ref=ref).first() if ref else None
