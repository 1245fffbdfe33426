"""The market roles that a company can register in today."""

from datetime import datetime

from django.db.models import Q, QuerySet

from participants.choices import RoleKind
from participants.models import MarketRole
from portal.scoping.today import market_day


def registrable(now: datetime) -> QuerySet[MarketRole]:
    """Registrations of the catalog that are in effect, in its order."""
    today = market_day(now)
    begun = Q(effective_from=None) | Q(effective_from__lte=today)
    lasting = Q(effective_to=None) | Q(effective_to__gte=today)
    return MarketRole.objects.filter(begun, lasting, kind=RoleKind.REGISTRATION)
