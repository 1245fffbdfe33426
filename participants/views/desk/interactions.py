"""Interactions at the desk: the list, one of them, taking one down from anywhere, correcting and striking it out."""

from typing import Any, Final

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.models import User
from participants import permissions
from participants.actions import interactions as actions
from participants.follow_up_lists import mine_by_default
from participants.forms.base import ReasonForm
from participants.forms.interactions import (
    EVERYBODY,
    MINE,
    InteractionChangeForm,
    InteractionFilter,
    LogForm,
)
from participants.forms.lookups import companies
from participants.interaction_reading import described, subject_of
from participants.models import Contact, Interaction, Participant
from participants.people_named import suggestions
from participants.views.desk.lookups import SUGGESTIONS, Suggestions
from participants.views.desk.pages import DeskForm
from portal.audit.models import AuditEvent
from portal.audit.timeline import told
from portal.lifecycle.refusals import Answer
from portal.web.doors import DeskDoor
from portal.web.views import ActionFormView, ScopedDetailView, ScopedListView

HISTORY: Final = 50


class InteractionListView(DeskDoor, ScopedListView):
    capability = "participants.view"
    model = Interaction
    template_name = "participants/interaction_list.html"
    orders = {"newest": ("-happened_at", "-id")}

    @property
    def words(self) -> str:
        return " ".join(self.request.GET.get("q", "")[:200].replace("\x00", "").split())

    def filters(self) -> InteractionFilter:
        people = [(person.ref, person.name) for person in User.objects.who_manage().only("ref", "name")]
        default = MINE if mine_by_default(self.request.user) else EVERYBODY
        return InteractionFilter(self.request.GET, people=people, default=default)

    def narrow(self, rows: QuerySet, wanted: dict[str, Any]) -> QuerySet:
        rows = rows.standing()
        whose = wanted.get("whose") or EVERYBODY
        if whose == MINE:
            rows = rows.with_person(self.request.user)
        elif whose != EVERYBODY:
            rows = rows.filter(written_by__ref=whose)
        if wanted.get("channel"):
            rows = rows.filter(channel=wanted["channel"])
        if wanted.get("topic"):
            rows = rows.filter(topics__contains=[wanted["topic"]])
        if self.words:
            rows = rows.filter(summary__icontains=self.words)
        return rows.select_related("participant", "written_by", "follow_up")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        described(kwargs["page"].rows)
        return super().get_context_data(
            words=self.words,
            whose=kwargs["form"]["whose"].value(),
            may_log=permissions.can_log_interactions(self.request.user),
            **kwargs,
        )


class InteractionDetailView(DeskDoor, ScopedDetailView):
    capability = "participants.view"
    model = Interaction
    template_name = "participants/interaction_detail.html"

    def scope(self) -> QuerySet:
        return super().scope().select_related("participant", "written_by", "follow_up", "meeting")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = described([self.object])[0]
        events = AuditEvent.objects.concerning(row.participant_id).filter(object_ref=row.ref)
        return super().get_context_data(
            participant=row.participant,
            subject=subject_of(row, self.request.user),
            events=[told(event) for event in events[:HISTORY]],
            may_correct=permissions.can_correct(self.request.user, row),
            **kwargs,
        )


class InteractionLogView(DeskDoor, ActionFormView):
    """One key away on every page of the desk, as a dialog or as this page; ends where it was asked for.

    `?participant=`, `?contact=` and `?about=` say what is known already.
    """

    capability = "participants.view"
    form_class = LogForm
    template_name = "participants/interaction_log.html"

    def permission(self) -> Answer:
        return permissions.can_log_interactions(self.request.user)

    def get_template_names(self) -> list[str]:
        return ["participants/_interaction_form.html"] if self._in_dialog() else [self.template_name]

    def _in_dialog(self) -> bool:
        return self.request.method == "GET" and self.request.headers.get("HX-Request") == "true"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user}

    def get_initial(self) -> dict[str, Any]:
        given = self.request.GET
        participant = self._named(companies(self.request.user), "participant")
        contact = self._named(Contact.objects.visible_to(self.request.user).active(), "contact")
        company = contact.participant if contact is not None else participant
        return {
            "participant": f"{company.ref} · {company.name}" if company is not None else "",
            "people": contact.name if contact is not None else "",
            "about": given.get("about", "")[:20] if company is not None else "",
        }

    def _named(self, rows: Any, name: str) -> Any:
        ref = self.request.GET.get(name, "")
        rows = rows.select_related("participant") if rows.model is Contact else rows
        return rows.filter(ref=ref).first() if ref and "\x00" not in ref else None

    def act(self, data: dict[str, Any], **who: Any) -> Interaction:
        return actions.log_interaction(**data, **who)

    @property
    def success_message(self) -> str:  # type: ignore[override]
        return "Written down: {done}, {done.participant.name}."

    def get_success_url(self) -> str:
        done = getattr(self, "done", None)
        wanted = self.request.POST.get("next") or self.request.GET.get("next", "")
        if wanted and url_has_allowed_host_and_scheme(wanted, {self.request.get_host()}, self.request.is_secure()):
            return wanted
        return done.get_absolute_url() if done is not None else reverse("participants:interaction-list")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        wanted = self.request.POST.get("next") or self.request.GET.get("next", "")
        return super().get_context_data(next=wanted, dialog=self._in_dialog(), **kwargs)


class OfInteraction(DeskForm):
    model = Interaction
    section = "timeline"

    def scope(self) -> Any:
        return super().scope().standing().select_related("written_by")

    def permission(self) -> Answer:
        return permissions.can_correct(self.request.user, self.object)

    def get_success_url(self) -> str:
        return self.object.get_absolute_url()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(section_label=str(self.object), **kwargs)


class InteractionChangeView(OfInteraction):
    form_class = InteractionChangeForm
    template_name = "participants/interaction_change.html"
    title = "Correct what was written down"
    success_message = "Saved."

    def get_form_kwargs(self) -> dict[str, Any]:
        given = super().get_form_kwargs()
        given.pop("participant")
        return given

    def get_initial(self) -> dict[str, Any]:
        return InteractionChangeForm.values_of(self.object)

    def act(self, data: dict[str, Any], **who: Any) -> Interaction:
        return actions.change_interaction(interaction=self.object, **data, **who)


class InteractionStrikeView(OfInteraction):
    form_class = ReasonForm
    title = "Strike out"
    lead = "For what was written down by mistake: it counts no more, and its words are removed."
    submit_label = "Strike out"
    danger = True
    success_message = "Struck out."

    def act(self, data: dict[str, Any], **who: Any) -> Interaction:
        return actions.strike_interaction(interaction=self.object, **data, **who)


class InteractionPeopleView(Suggestions):
    """Names while one types them, of the participant that stands in the form if one does."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = self.request.GET.get(self.request.GET.get("for", "people"), "")[:2000].replace("\x00", "")
        named = self.request.GET.get("participant", "")[:200].replace("\x00", "").split(" · ")[0].strip()
        participant = self._participant(named) if named else None
        options = suggestions(words, user=self.request.user, participant=participant, most=SUGGESTIONS)
        return {**kwargs, "options": options}

    def _participant(self, named: str) -> Participant | None:
        rows = companies(self.request.user)
        return (rows.filter(ref=named.upper()) | rows.filter(duns=named) | rows.filter(name__iexact=named)).first()
