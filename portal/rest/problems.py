"""Every error of the API in one shape: RFC 9457, application/problem+json.

`type` and `title` name the kind of problem, `detail` says in one sentence what happened here, `code` is for
programs. A refused form adds `errors`, one entry per field and reason.
"""

import logging
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any, Final

from django.conf import settings
from django.core import signals
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.core.exceptions import ValidationError as ModelError
from django.db import IntegrityError
from django.http import Http404, HttpRequest, JsonResponse
from rest_framework import exceptions
from rest_framework.views import set_rollback

from portal.lifecycle.refusals import NotPermitted, Refused

logger = logging.getLogger(__name__)

MEDIA_TYPE: Final = "application/problem+json"
NOT_FOUND: Final = "There is nothing here, or nothing you may see."
INVALID: Final = "Some of the values cannot be accepted; see `errors`."
UNREADABLE: Final = "This request cannot be read."
CONFLICT: Final = "This contradicts a row that exists already."
FAILED: Final = "Something went wrong on our side. Nothing was changed."
WHOLE: Final = ""


def problem(
    status: int, detail: str, code: str, *, errors: list[dict[str, str]] | None = None, headers: Any = None
) -> JsonResponse:
    """One problem as a response, whatever renderer the view would have used."""
    body: dict[str, Any] = {
        "type": f"urn:portal:problem:{code}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "code": code,
    }
    if errors is not None:
        body["errors"] = errors
    response = JsonResponse(body, status=status, content_type=MEDIA_TYPE, headers=headers)
    response["Cache-Control"] = "no-store"
    return response


def problem_handler(error: Exception, context: dict[str, Any]) -> JsonResponse | None:
    """The framework's hook: answers every exception, known or not (while debugging, unknown ones surface)."""
    set_rollback()
    if isinstance(error, Refused):
        return problem(403 if isinstance(error, NotPermitted) else 409, error.reason, error.code)
    if isinstance(error, Http404):
        return problem(404, NOT_FOUND, "not_found")
    if isinstance(error, PermissionDenied):
        return problem(403, str(error) or "You may not do this.", "not_permitted")
    if isinstance(error, ModelError):
        return problem(400, INVALID, "invalid", errors=list(flat(_of_model(error))))
    if isinstance(error, exceptions.ValidationError):
        return problem(400, INVALID, "invalid", errors=list(flat(error.detail)))
    if isinstance(error, exceptions.APIException):
        return _known(error)
    if isinstance(error, SuspiciousOperation):
        return problem(413 if isinstance(error, RequestDataTooBig) else 400, UNREADABLE, "unreadable")
    if isinstance(error, IntegrityError):
        # The second of two callers: its check could not see the first one's row yet.
        logger.warning("refused by a constraint: %s", error)
        return problem(409, CONFLICT, "conflict")
    return None if settings.DEBUG else _unknown(error, context["request"]._request)


def _known(error: exceptions.APIException) -> JsonResponse:
    headers = {}
    if header := getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = header
    if wait := getattr(error, "wait", None):
        headers["Retry-After"] = str(int(wait))
    code = error.get_codes()
    if isinstance(error, exceptions.NotFound):
        return problem(404, NOT_FOUND, "not_found")
    return problem(error.status_code, str(error.detail), code if isinstance(code, str) else "error", headers=headers)


def _unknown(error: Exception, request: HttpRequest) -> JsonResponse:
    """A fault of ours: told to the log and to whoever listens for faults, but not to the caller."""
    logger.error("%s %s failed", request.method, request.path, exc_info=error)
    signals.got_request_exception.send(sender=None, request=request)
    return problem(500, FAILED, "error")


def _of_model(error: ModelError) -> Any:
    """A model's own complaint in the framework's shape."""
    return exceptions.ValidationError(error.message_dict if hasattr(error, "error_dict") else error.messages).detail


def flat(detail: Any, field: str = WHOLE) -> Iterator[dict[str, str]]:
    """Nested details as entries `field` ("rows.0.name"; empty: the whole), `detail`, `code`."""
    if isinstance(detail, dict):
        for name, inner in detail.items():
            whole = name == "non_field_errors"
            yield from flat(inner, field if whole else ".".join(filter(None, (field, str(name)))))
    elif isinstance(detail, list):
        for position, inner in enumerate(detail):
            nested = isinstance(inner, dict | list)
            yield from flat(inner, ".".join(filter(None, (field, str(position)))) if nested else field)
    else:
        yield {"field": field, "detail": str(detail), "code": getattr(detail, "code", "invalid")}
