"""When which official letter may be issued. Pure."""

from collections.abc import Sequence
from typing import Final

from participants.choices import LetterKind, RegistrationStatus
from participants.rules.obstacles import Obstacle, named
from participants.rules.registration_items import LETTER_ITEMS

S = RegistrationStatus

LONGEST_NOTE: Final = 2000

# On its way, and not in the market yet.
APPLYING: Final = (S.APPLICATION_RECEIVED, S.INCOMPLETE, S.UNDER_REVIEW, S.APPROVED_PENDING)

ISSUED_IN: Final[dict[str, tuple[str, ...]]] = {
    LetterKind.COMPLETENESS: (S.UNDER_REVIEW, S.APPROVED_PENDING),
    LetterKind.OUTSTANDING: APPLYING,
    LetterKind.CERTIFICATION: (S.APPROVED_PENDING, S.QUALIFIED),
}

WHEN: Final[dict[str, str]] = {
    LetterKind.COMPLETENESS: "The completeness letter follows once the application is complete and under review.",
    LetterKind.OUTSTANDING: "An outstanding items letter belongs to an application that is not decided yet.",
    LetterKind.CERTIFICATION: "The certification letter belongs to a registration that is approved or qualified.",
}
NO_CHECKLIST: Final = "It has no checklist yet, so nobody can say what is outstanding."
NOTHING_OPEN: Final = "Nothing is outstanding."


def refusal(kind: str, status: str, items: Sequence[Obstacle] | None, *, lacking: str = "") -> str:
    """Why the letter cannot be issued now, in words; "" where it can. `items` are the open mandatory ones, or None.

    The certification letter is itself the evidence of the last items of a checklist (LETTER_ITEMS), and a
    registration is not qualified before those are settled. So it may go out as soon as nothing but them is open.
    """
    if status not in ISSUED_IN[kind]:
        return WHEN[kind]
    if kind == LetterKind.OUTSTANDING:
        if items is None and not lacking:
            return NO_CHECKLIST
        return "" if items or lacking else NOTHING_OPEN
    if kind == LetterKind.CERTIFICATION and status != S.QUALIFIED:
        if items is None:
            return NO_CHECKLIST
        others = [one for one in items if one.code not in LETTER_ITEMS]
        if others:
            return f"The certification letter is not possible yet. In the way: {named(others)}."
    return ""
