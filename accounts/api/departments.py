"""/api/v1/departments/"""

from django.db.models import QuerySet

from accounts.models import Department
from portal.rest.filters import Filters, YesNo
from portal.rest.serializers import RowSerializer
from portal.rest.views import CatalogViewSet


class DepartmentSerializer(RowSerializer):
    class Meta:
        model = Department
        fields = ("code", "name", "answers_on", "desk_phones", "outside", "active", "source", "verified")


class DepartmentFilters(Filters):
    active = YesNo("in_use")

    def in_use(self, rows: QuerySet, name: str, wanted: bool) -> QuerySet:
        return rows.filter(active=wanted)


class DepartmentViewSet(CatalogViewSet):
    """The operator's departments, and what each answers questions on."""

    members_only = True
    model = Department
    serializer_class = DepartmentSerializer
    filterset_class = DepartmentFilters
    orders = {"name": ("name", "code"), "code": ("code",)}
    search_fields = ("code", "name", "answers_on")
