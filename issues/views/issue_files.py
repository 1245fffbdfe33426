"""Attachments of issues, for both sides: found only through a comment or a note that the person may see."""

from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse

from issues.models import CommentFile, NoteFile
from portal.documents.models import Document
from portal.documents.serving import respond


def document_of(user: Any, ref: str) -> Document | None:
    """The stored file, if it hangs on something the person may see; files of notes are the staff's alone."""
    seen = Q(pk__in=CommentFile.objects.visible_to(user).filter(document__ref=ref).values("document"))
    if user.is_staff:
        seen |= Q(pk__in=NoteFile.objects.visible_to(user).filter(document__ref=ref).values("document"))
    return Document.objects.filter(seen).first()


class ServeIssueFile:
    def get(self, request: HttpRequest, ref: str) -> HttpResponse:
        document = document_of(request.user, ref)
        if document is None:
            raise Http404
        return respond(document, to=request.user)
