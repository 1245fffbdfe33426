"""Which registrations owe an obligation, and for what: decided from roles alone, without the database."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Final

from participants.choices import RegistrationStatus, RoleKind

# Only who takes part in the market owes; what is being applied for comes later.
OWING_STATES: Final = (RegistrationStatus.QUALIFIED, RegistrationStatus.SUSPENDED)
QSE: Final = "QSE"
# The two profiles of a QSE that its representations tell apart.
WITH_RESOURCES: Final = "QSE-R"
WITHOUT_RESOURCES: Final = "QSE-L"


@dataclass(frozen=True, slots=True)
class Roles:
    """The role catalog as the rules need it: each role's parent and kind by code."""

    parents: Mapping[str, str]
    kinds: Mapping[str, str] = field(default_factory=dict)

    def line(self, code: str) -> list[str]:
        """The role, its parent, and so on."""
        found = []
        while code and code not in found:
            found.append(code)
            code = self.parents.get(code, "")
        return found

    def parts(self, code: str) -> set[str]:
        """The registrations that the official list does not tell apart from this one: a TDSP is TSP and DSP."""
        children = {child for child, parent in self.parents.items() if parent == code}
        return {child for child in children if self.kinds.get(child) == RoleKind.REGISTRATION}


def owes(role: str, codes: Collection[str], roles: Roles, *, represents_resources: bool = False) -> bool:
    """Whether a registration in `role` owes what is owed by `codes` (none: by all).

    It owes what its own role or one above owes, and what a registration below owes that the list does not tell
    apart: a listed LSE may be a retailer, a TDSP is a TSP. Of the profiles only those of a QSE are known, by whether
    it represents resources today; a transmission operator's or a contract's cannot be told from our data.
    """
    if not codes:
        return True
    known = {*roles.line(role), *roles.parts(role)}
    if QSE in known:
        known.add(WITH_RESOURCES if represents_resources else WITHOUT_RESOURCES)
    return not known.isdisjoint(codes)
