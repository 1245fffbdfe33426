"""What the scripts of a page ask about drafts: the own ones by GET, one kept by POST. The portal alone keeps them."""

from collections.abc import Callable
from typing import Any, Final

from django.db.models import QuerySet
from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.utils import timezone

from portal.lifecycle.refusals import NotPermitted, Refused

TYPED: Final = 40  # fields of a form that are kept at most
OWN: Final = ("text", "kind", "csrfmiddlewaretoken")


def told(request: HttpRequest, rows: QuerySet) -> JsonResponse:
    """With a token: whoever signed in again in another window has a new one, and goes on in this page."""
    return JsonResponse({"drafts": {row.kind: _told(row) for row in rows}, "token": get_token(request)})


def keep(request: HttpRequest, action: Callable[..., Any], **given: Any) -> JsonResponse:
    """Call the action that keeps one; a refusal is told in its words."""
    text = request.POST.get("text", "")
    try:
        draft = action(text=text, by=request.user, now=timezone.now(), **given)
    except NotPermitted:
        raise
    except Refused as refusal:
        return JsonResponse({"reason": refusal.reason}, status=409)
    return JsonResponse({"saved_at": draft.saved_at if draft is not None else None})


def other_fields(request: HttpRequest) -> dict[str, str]:
    """What stands in the other fields of the form, as it was typed."""
    return {name: value for name, value in list(request.POST.items())[:TYPED] if name not in OWN and value}


def _told(row: Any) -> dict[str, Any]:
    begun_by = getattr(row, "handed_by", None)
    return {
        "text": row.text,
        "more": row.more,
        "saved_at": row.saved_at,
        "from": begun_by.name if begun_by is not None else "",
    }
