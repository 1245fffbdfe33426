"""Which of our tables keep what their rows were: classes of protection, and which class a file had."""

from typing import Final

from portal.audit import history
from portal.audit.history import Kept
from portal.documents.models import Document, ProtectionClass

KEPT: Final = (
    Kept(ProtectionClass),
    Kept(Document, without=("name", "sha256", "size", "content_type")),
)


def register() -> None:
    history.register(KEPT)
