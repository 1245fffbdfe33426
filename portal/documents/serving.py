"""A stored file as a response. The view that calls it has scoped the row that the file belongs to."""

from urllib.parse import quote

from django.http import HttpResponse

from portal.documents.models import Document, DocumentContent


def respond(document: Document) -> HttpResponse:
    """A download under the stored name and type: never shown in the page, never sniffed, never run."""
    content = DocumentContent.objects.values_list("content", flat=True).get(document=document)
    plain = document.name.encode("ascii", "replace").decode().replace("?", "_").replace('"', "_")
    response = HttpResponse(bytes(content), content_type=document.content_type)
    response["Content-Disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(document.name)}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response
