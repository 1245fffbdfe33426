"""The endpoints under /api/v1/: each app registers its nouns in `api/urls.py`, imported when it is ready."""

from typing import Any

from django.urls import URLPattern, path
from rest_framework.routers import APIRootView, DefaultRouter

from portal.rest.views import Gate

_nouns: dict[str, Any] = {}
_parts: dict[str, tuple[str, Any]] = {}
_views: dict[str, URLPattern] = {}


def register(prefix: str, viewset: Any) -> None:
    """Make a noun known under /api/v1/<prefix>/; names of its URLs begin with the prefix."""
    if _nouns.setdefault(prefix, viewset) is not viewset:
        raise ValueError(f"Two viewsets want to be /api/v1/{prefix}/.")


def register_part(prefix: str, part: str, viewset: Any) -> None:
    """Verbs of a noun that another module brings, under /api/v1/<prefix>/{ref}/...; their names begin with both words.

    A part lists and reads no rows (`views.ScopedRows`): that is the noun's own.
    """
    _parts[f"{prefix}-{part}"] = prefix, viewset


def register_view(address: str, view: Any, *, name: str) -> None:
    """Make a single view known under /api/v1/<address>; it stands before the rows of the noun it begins with."""
    _views[address] = path(address, view.as_view(), name=name)


def views() -> list[URLPattern]:
    """The single views registered so far."""
    return list(_views.values())


def nouns() -> dict[str, Any]:
    """Prefix -> viewset, of all nouns registered so far."""
    return dict(_nouns)


class Index(Gate, APIRootView):
    """The nouns of the API."""

    schema = None


class Router(DefaultRouter):
    APIRootView = Index
    include_format_suffixes = False


def build() -> Router:
    """A router of all nouns; call when every app is ready."""
    router = Router()
    for name, (prefix, viewset) in sorted(_parts.items()):
        router.register(prefix, viewset, basename=name)
    for prefix in sorted(_nouns):
        router.register(prefix, _nouns[prefix], basename=prefix)
    return router
