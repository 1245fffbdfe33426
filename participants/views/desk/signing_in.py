"""Which companies sign in through providers of their own, and which mail domains wait to be confirmed."""

from functools import cached_property
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from participants import permissions
from participants.actions import sign_in_connections, sign_in_domains
from participants.models import Participant, SignInConnection, SignInDomain
from portal.web.doors import DeskDoor
from portal.web.keyset import bounded_count
from portal.web.views import ActionButton, ScopedListView

VIEWS = {"domains": "To be confirmed", "confirmed": "Confirmed domains", "connections": "Connections"}


class SignInListView(DeskDoor, ScopedListView):
    capability = "participants.view"
    template_name = "participants/sign_in_list.html"

    @cached_property
    def about(self) -> Participant | None:
        """Of one participant, where the address names one that the person sees."""
        ref = self.request.GET.get("participant", "")[:20]
        return Participant.objects.visible_to(self.request.user).filter(ref=ref).first() if ref else None

    @property
    def view(self) -> str:
        wanted = self.request.GET.get("view", "")
        return wanted if wanted in VIEWS else "domains"

    @property
    def model(self) -> Any:
        return SignInConnection if self.view == "connections" else SignInDomain

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        orders = {"domains": ("created_at", "id"), "confirmed": ("-confirmed_at", "-id")}
        self.orders = {"order": orders.get(self.view, ("-created_at", "-id"))}
        return super().get(request, *args, **kwargs)

    def narrow(self, rows: Any, wanted: dict[str, Any]) -> Any:
        return self._of(self.view).select_related("participant")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = kwargs["page"]
        if self.view == "domains":
            held = {one.domain for one in page.rows}
            taken = set(SignInDomain.objects.confirmed().filter(domain__in=held).values_list("domain", flat=True))
            for one in page.rows:
                one.taken = one.domain in taken
        counts = {key: bounded_count(self._of(key)) for key in VIEWS if key != self.view}
        tabs = [(key, label, counts.get(key, page.total)) for key, label in VIEWS.items()]
        may = permissions.can_oversee_sign_in(self.request.user)
        return super().get_context_data(tabs=tabs, view=self.view, may=may, about=self.about, **kwargs)

    def _of(self, view: str) -> Any:
        if view == "connections":
            return self._about(SignInConnection.objects.visible_to(self.request.user).with_linked())
        domains = self._about(SignInDomain.objects.visible_to(self.request.user))
        return domains.waiting() if view == "domains" else domains.confirmed()

    def _about(self, rows: Any) -> Any:
        return rows.of(self.about) if self.about is not None else rows


class _Oversight(DeskDoor, ActionButton):
    capability = "participants.view"

    def permission(self) -> Any:
        return permissions.can_oversee_sign_in(self.request.user)

    def get_success_url(self) -> str:
        return reverse("participants:sign-in-list")


class DomainConfirmView(_Oversight):
    model = SignInDomain
    success_message = "{done} is confirmed."

    def act(self, data: dict[str, Any], **who: Any) -> SignInDomain:
        return sign_in_domains.confirm_domain(domain=self.object, **who)


class DomainDropView(_Oversight):
    model = SignInDomain
    success_message = "{object} is removed."

    def act(self, data: dict[str, Any], **who: Any) -> SignInDomain:
        return sign_in_domains.drop_domain(domain=self.object, **who)


class ConnectionOffView(_Oversight):
    model = SignInConnection
    success_message = "The connection is switched off; its company's people use passwords and codes."

    def act(self, data: dict[str, Any], **who: Any) -> SignInConnection:
        return sign_in_connections.switch_off(connection=self.object, **who)

    def get_success_url(self) -> str:
        return reverse("participants:sign-in-list") + "?view=connections"
