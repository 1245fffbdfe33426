"""Which companies belong to a session's audience: by the roles they hold, and those the list can't tell from them."""

from collections.abc import Iterable

from participants.models import MarketRole
from participants.rules.owing import QSE, WITH_RESOURCES, WITHOUT_RESOURCES, Roles


def market_roles() -> Roles:
    """The catalog of roles as rules need it; one statement."""
    rows = list(MarketRole.objects.values_list("code", "parent__code", "kind"))
    return Roles({code: parent or "" for code, parent, _ in rows}, {code: kind for code, _, kind in rows})


def belonging(held: Iterable[str], roles: Roles) -> frozenset[str]:
    """Every role by which who holds these is meant: a sub-QSE where QSEs are, a listed LSE where retailers are.

    Whether a QSE has resources is not asked: a session for either kind is open to both.
    """
    found: set[str] = set()
    for code in held:
        found |= {*roles.line(code), *roles.parts(code)}
    if QSE in found:
        found |= {WITH_RESOURCES, WITHOUT_RESOURCES}
    return frozenset(found)


def holders(audience: Iterable[str], roles: Roles) -> list[str]:
    """The roles whose holders belong to an audience."""
    wanted = set(audience)
    return [code for code in roles.parents if not wanted.isdisjoint(belonging([code], roles))]
