"""Which regulated roles a participant lacks. Pure: gets the kinds that are held, for the whole company."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from participants.choices import NEVER_WITHOUT, ContactRoleKind

# Without a backup, one person's absence leaves nobody who may sign or manage access.
ADVISED: Final = (
    ContactRoleKind.BACKUP_AUTHORIZED_REPRESENTATIVE,
    ContactRoleKind.BACKUP_SECURITY_ADMINISTRATOR,
    ContactRoleKind.OPERATIONS_24X7,
)


@dataclass(frozen=True, slots=True)
class Gap:
    """A role nobody holds; `needed` ones must be held, the others are advised."""

    kind: str
    label: str
    needed: bool


def gaps(held: Iterable[str]) -> list[Gap]:
    """The roles nobody holds, the needed ones first."""
    missing = set(NEVER_WITHOUT + ADVISED) - set(held)
    ordered = [(kind, True) for kind in NEVER_WITHOUT] + [(kind, False) for kind in ADVISED]
    return [Gap(kind, ContactRoleKind(kind).label, needed) for kind, needed in ordered if kind in missing]
