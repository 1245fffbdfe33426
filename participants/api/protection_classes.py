"""/api/v1/protection-classes/"""

from participants.api.reference_catalogs import ENTRY, EntrySerializer, EntryViewSet
from portal.documents.models import ProtectionClass


class ProtectionClassSerializer(EntrySerializer):
    class Meta:
        model = ProtectionClass
        fields = ("code", "name", "examples", "ends", "days", "basis", "two_persons", "names_reader", *ENTRY)


class ProtectionClassViewSet(EntryViewSet):
    """Classes of protected information, and how each of them ends."""

    model = ProtectionClass
    serializer_class = ProtectionClassSerializer
    search_fields = ("code", "name")
