"""The list of participants: views, filters, search that forgives typos, export, bulk assignment."""

from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.http import HttpResponse

from accounts.models import User
from accounts.saved_lists import kept_query
from participants import permissions
from participants.directory import RANKED, directory, filtered_by, in_view, of_health
from participants.forms.assignments import AssignManyForm
from participants.forms.filters import VIEWS, ParticipantFilter
from participants.models import Participant, Registration
from participants.querysets.health import SEES, shown_mark
from participants.saved_views import NOUN
from portal.lifecycle.refusals import Answer
from portal.scoping.today import MarketToday
from portal.web.doors import DeskDoor
from portal.web.views import ScopedListView

FILTERS = ("role", "status", "manager", "health")
SHOWN = ("ref", "name", "duns", "restricted")


def hidden(row: Participant, value: str) -> str:
    """Of a stub only the public name, the roles and the account manager leave the house."""
    return "" if row.stub else value


def name_people(field: Any, people: list[User], nobody: str) -> None:
    """Filter and assignment offer the same people, read once."""
    field.choices = [("", nobody), *((person.ref, field.label_from_instance(person)) for person in people)]


class ParticipantListView(DeskDoor, ScopedListView):
    capability = "participants.view"
    model = Participant
    template_name = "participants/participant_list.html"
    filter_form = ParticipantFilter
    export_name = "participants"
    export_verb = "participants.list.exported"
    export_columns = {
        "Reference": lambda row: row.ref,
        "Name": lambda row: row.name,
        "DUNS": lambda row: hidden(row, row.duns),
        "Roles": lambda row: ", ".join(row.role_codes or []),
        "Account manager": lambda row: row.manager_name or "",
        "No longer listed": lambda row: hidden(row, "yes" if row.missing else ""),
        "Restricted": lambda row: "yes" if row.restricted else "",
    }
    orders = {
        "name": ("name", "id"),
        "-name": ("-name", "-id"),
        "-added": ("-created_at", "-id"),
        "added": ("created_at", "id"),
    }

    @property
    def words(self) -> str:
        return " ".join(self.request.GET.get("q", "")[:200].split())

    def scope(self) -> QuerySet:
        missing = Registration.objects.no_longer_listed().filter(participant=OuterRef("pk"))
        rows = directory(self.request.user, self.words).with_summary()
        rows = rows.annotate(missing=Exists(missing)).only(*SHOWN, "created_at")
        if not self.request.user.can(SEES):
            return rows
        by_hand = ExpressionWrapper(Q(health__override__expires_on__gte=MarketToday()), BooleanField())
        return rows.annotate(health_mark=shown_mark("health__"), health_score=F("health__score"), by_hand=by_hand)

    def order(self) -> str:
        """Found rows stand by likeness unless another order was asked for."""
        if self.words and self.request.GET.get("sort", "") not in self.orders:
            return "best"
        return super().order()

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.words:
            self.orders = self.orders | {"best": RANKED}
        return super().get(request, *args, **kwargs)

    def narrow(self, rows: QuerySet, wanted: dict[str, Any]) -> QuerySet:
        rows = in_view(rows, self.form.view_name, self.request.user)
        return of_health(filtered_by(rows, wanted), self.request.user, wanted.get("health", ""))

    def may_export(self) -> Answer:
        return permissions.can_export(self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        view = kwargs["form"].view_name
        chosen = kwargs["form"].cleaned_data if kwargs["form"].is_valid() else {}
        context = super().get_context_data(
            words=self.words,
            view=view,
            tabs=[(key, label) for key, label in VIEWS.items() if self._offers(key)],
            filtered=bool(self.words or any(chosen.get(name) for name in FILTERS)),
            sees_health=user.can(SEES),
            may_add=permissions.can_add(user),
            may_assign=permissions.can_assign(user),
            may_export=permissions.can_export(user),
            may_join=permissions.can_join(user),
            may_import=permissions.can_import(user),
            noun=NOUN,
            query=kept_query(self.request.GET.urlencode()),
            saved=self.request.GET.get("saved", "")[:20],
            **kwargs,
        )
        people = list(User.objects.who_manage())
        name_people(kwargs["form"].fields["manager"], people, "Any account manager")
        if context["may_assign"]:
            context["assign_form"] = AssignManyForm(user=user, auto_id="assign_%s")
            name_people(context["assign_form"].fields["person"], people, "Choose a person")
        return context

    def _offers(self, key: str) -> bool:
        """Auditors and specialists are assigned to nobody; restricted ones are a view for who sees them all."""
        if key == "mine":
            return self.request.user.can("participants.edit_assigned")
        return key != "restricted" or self.request.user.can("participants.see_restricted")
