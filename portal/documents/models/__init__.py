"""Files, the classes that protect them, and who opened them."""

from portal.documents.models.document import Document, DocumentContent
from portal.documents.models.opening import Opening
from portal.documents.models.protection_class import ProtectionClass

__all__ = ["Document", "DocumentContent", "Opening", "ProtectionClass"]
