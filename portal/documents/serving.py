"""A stored file as a response. The view that calls it has scoped the row that the file belongs to."""

from typing import Any
from urllib.parse import quote

from django.http import HttpResponse
from django.utils import timezone

from portal.documents.models import Document
from portal.documents.opening import note_opening
from portal.documents.reading import bytes_of
from portal.documents.stamping import is_stamped, line_for, stamped


def respond(document: Document, *, to: Any) -> HttpResponse:
    """A download under the stored name and type: never shown in the page, never sniffed, never run.

    That somebody of the staff opened what is protected is written down, for its owner to read. What is about critical
    infrastructure leaves with the name of its reader on it.
    """
    now = timezone.now()
    note_opening(document, by=to, now=now)
    content = bytes_of(document)
    if is_stamped(document):
        content = stamped(content, document.content_type, line_for(to, now), at=now)
    plain = document.name.encode("ascii", "replace").decode().replace("?", "_").replace('"', "_")
    response = HttpResponse(content, content_type=document.content_type)
    response["Content-Disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(document.name)}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response
