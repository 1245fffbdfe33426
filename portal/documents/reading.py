"""The bytes of a stored file, for whoever may read its row."""

from hashlib import sha256

from portal.documents import shelves
from portal.documents.models import Document, DocumentContent
from portal.lifecycle.refusals import Refused


def bytes_of(document: Document) -> bytes:
    """Asked of the database first: inside the wall a foreign document has no bytes, wherever they lie."""
    kept = DocumentContent.objects.values_list("content", flat=True).get(document=document)
    content = shelves.read("documents", document.ref, kept)
    if not kept and sha256(content).hexdigest() != document.sha256:
        raise Refused("This file is not what was stored, so it is not given out. Please tell Client Services.")
    return content
