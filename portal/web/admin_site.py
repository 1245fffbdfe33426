"""Django's admin as the supervisors' back office: one door, our own sign-in, only our own tables."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse

from portal.audit import history
from portal.lifecycle.refusals import Denied

OURS = ("portal", "accounts", "participants", "training", "issues")


class PortalAdminSite(admin.AdminSite):
    """Open to whoever holds "admin.enter"; what may be changed there follows from the same table of capabilities."""

    site_title = "Market Participant Portal"
    site_header = "Administration"
    index_title = "Catalogs and records"
    site_url = "/"
    enable_nav_sidebar = False
    front: Callable[..., HttpResponse] | None = None

    def open_with(self, view: Callable[..., HttpResponse]) -> None:
        """The roof's own first page; catalogs and records then stand one page further in."""
        self.front = view

    def get_urls(self) -> list[Any]:
        return [path("records/", self.admin_view(self.records), name="records"), *super().get_urls()]

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return self.front(request) if self.front is not None else self.records(request, extra_context)

    def records(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Django's own first page: every catalog and record by its app."""
        return super().index(request, extra_context)

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Leave out what other packages register (groups, tokens, second factors, sessions).

        Those would be a second system of rights, or a way around the first one.
        """
        models = model_or_iterable if isinstance(model_or_iterable, Iterable) else [model_or_iterable]
        ours = [model for model in models if model.__module__.partition(".")[0] in OURS]
        if ours:
            super().register(ours, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        return request.user.is_active and request.user.is_authenticated and request.user.can("admin.enter")

    def admin_view(self, view: Callable[..., HttpResponse], cacheable: bool = False) -> Callable[..., HttpResponse]:
        """Strangers are led to our sign-in, and whoever may not enter is told so, at every page without a detour."""
        guarded = super().admin_view(view, cacheable)

        @wraps(guarded)
        def seen(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path() if request.method == "GET" else reverse("admin:index"))
            if not self.has_permission(request):
                return self.login(request)
            return guarded(request, *args, **kwargs)

        return seen

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Our own sign-in (with its limits and second factor) is the only one."""
        if not request.user.is_authenticated:
            return redirect_to_login(request.GET.get("next") or reverse("admin:index"))
        if not request.user.is_staff:
            raise Http404
        if not self.has_permission(request):
            Denied("Only supervisors and auditors enter the administration.").enforce()
        return HttpResponseRedirect(reverse("admin:index"))

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return HttpResponseRedirect(reverse("account_change_password"))

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return HttpResponseRedirect(reverse("account_logout"))


class OfferedFilters(admin.ModelAdmin):
    """Only the filters a list offers: Django lets any own column be asked, a password's digest letter by letter."""

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest) -> bool:
        offered = [name for name in self.get_list_filter(request) if isinstance(name, str)]
        return any(lookup == name or lookup.startswith(f"{name}__") for name in offered)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Our own: what the row was before each change, or where that is not kept, what was done to it."""
        row = self.get_object(request, unquote(object_id))
        if row is None or not self.has_view_or_change_permission(request, row):
            return super().history_view(request, object_id, extra_context)
        trail = f"{reverse('audit:audit-list')}?{urlencode({'of': getattr(row, 'ref', '')})}"
        return HttpResponseRedirect(history.address_of(row) or trail)


class ReadOnlyAdmin(OfferedFilters):
    """To look at; changed on the pages of the desk, where each change has its own name and guard."""

    view_on_site = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class CatalogAdmin(OfferedFilters):
    """A catalog row: added and changed through actions, switched off instead of deleted."""

    view_on_site = False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
