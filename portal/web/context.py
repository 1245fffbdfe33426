"""What every page's frame needs. Reads only what the middleware already loaded: no query happens here."""

import json
from functools import cached_property
from urllib.parse import unquote

from django.http import HttpRequest

from portal.outbox import mailbox
from portal.web import banners, navigation
from portal.web.addresses import reverse
from portal.web.themes import DEFAULT, THEMES, current_theme

PRODUCT = "Market Participant Portal"

# No inline styles and no eval under our policy; and no copies of confidential pages in the browser's storage.
HTMX_CONFIG = json.dumps({"includeIndicatorStyles": False, "allowEval": False, "historyCacheSize": 0})


class Shell:
    """The frame around a page; each part is worked out only when a template asks for it."""

    product = PRODUCT
    themes = THEMES
    htmx_config = HTMX_CONFIG

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self._user = getattr(request, "user", None)

    @cached_property
    def theme(self) -> str:
        return current_theme(self._request)

    @property
    def color_scheme(self) -> str:
        return "light dark" if self.theme == DEFAULT else self.theme

    @cached_property
    def mailbox(self) -> str:
        """Where the mails of an installation for trying out are read; nothing anywhere else."""
        return reverse("outbox:mailbox") if mailbox.is_open(self._request) else ""

    @cached_property
    def signed_in(self) -> bool:
        return bool(self._user and self._user.is_authenticated)

    @property
    def frame(self) -> str:
        """The base template that fits whoever is looking: for pages that both sides share."""
        if not self.signed_in:
            return "base_entrance.html"
        if not getattr(self._user, "is_staff", False):
            return "base_my.html"
        can = getattr(self._user, "can", None)
        return "base_room.html" if can is not None and not can("desk.enter") else "base_desk.html"

    @cached_property
    def banners(self) -> list[banners.Banner]:
        return banners.shown(self._request) if self.signed_in else []

    @property
    def desk(self) -> list[navigation.Shown]:
        return self._entries("desk")

    @property
    def desk_groups(self) -> list[navigation.Group]:
        """The sidebar by section; the browser tells in a cookie which one was open last."""
        return navigation.groups_of(self.desk, unquote(self._request.COOKIES.get("menu", "")))

    @cached_property
    def my(self) -> navigation.Bar:
        return navigation.bar_of(self._entries("my"))

    @property
    def user_menu(self) -> list[navigation.Shown]:
        return self._entries("user")

    @property
    def shortcuts_switch(self) -> str:
        """Where single-key shortcuts are switched on and off."""
        return navigation.address_of("keys", "shortcuts")

    @cached_property
    def log(self) -> str:
        """Where the staff take down what was said, from any page of the desk."""
        return navigation.address_of("keys", "log", self._user) if self.signed_in else ""

    @property
    def account(self) -> list[navigation.Shown]:
        return self._entries("account")

    @cached_property
    def person(self) -> str:
        """The name of whoever is signed in; the address while there is no name."""
        if not self.signed_in:
            return ""
        return getattr(self._user, "name", "") or getattr(self._user, "email", "")

    @cached_property
    def person_note(self) -> str:
        """One line under the name: the staff role, or the participant one is acting for."""
        if not self.signed_in:
            return ""
        if self.acting_for:
            return self.acting_for.participant_name
        role = getattr(self._user, "get_role_display", None)
        return (role() if role else "") or getattr(self._user, "title", "")

    @cached_property
    def memberships(self) -> list:
        return list(getattr(self._user, "memberships_now", None) or ())

    @cached_property
    def acting_for(self):
        """The membership in use; None for staff and for people who belong to no participant."""
        acting = getattr(self._user, "acting_for", None)
        ref = getattr(acting, "membership_ref", None)
        return next((membership for membership in self.memberships if membership.ref == ref), None)

    def _entries(self, area: str) -> list[navigation.Shown]:
        if not self.signed_in:
            return []
        match = self._request.resolver_match
        return navigation.entries_for(area, self._user, match.view_name if match else "")


def shell(request: HttpRequest) -> dict:
    return {"shell": Shell(request)}
