"""What the desk's page of a registration offers: moves and letters, each with what stands in its way."""

from dataclasses import dataclass
from typing import Any, Final

from django.urls import reverse

from participants import official_letters as papers
from participants import permissions
from participants import registration_guards as guards
from participants.choices import LetterKind
from participants.models import Registration
from participants.rules import official_letters as letter_rules
from participants.rules import registration_moves as rules

ENDING: Final = frozenset({rules.SUSPEND, rules.TERMINATE, rules.WITHDRAW})


@dataclass(frozen=True, slots=True)
class Offer:
    """A move that leads on from here; `refusal` says why not yet, or why not by this person."""

    name: str
    label: str
    effect: str
    url: str
    refusal: str
    ending: bool


def offers(user: Any, registration: Registration) -> list[Offer]:
    """The moves in their usual order, those that end something last; a handful of statements whatever the checklist."""
    found = [_offer(user, registration, name) for name in rules.leading_on(registration.status)]
    return sorted(found, key=lambda one: one.ending)


def _offer(user: Any, registration: Registration, name: str) -> Offer:
    may = permissions.can_move(user, registration.participant, name)
    move = rules.BY_NAME[name]
    return Offer(
        name=name,
        label=move.label,
        effect=move.effect,
        url=reverse(f"participants:registration-{name}", args=[registration.ref]),
        refusal=may.reason if not may else guards.refusal(name, registration),
        ending=name in ENDING,
    )


@dataclass(frozen=True, slots=True)
class LetterOffer:
    """An official letter that may be drawn now; `refusal` says why not."""

    label: str
    url: str
    refusal: str


def letter_kinds(user: Any, registration: Registration) -> list[LetterOffer]:
    """The letters that fit the registration's state, with what stands in their way."""
    found = []
    for kind in LetterKind:
        if registration.status not in letter_rules.ISSUED_IN[kind]:
            continue
        may = permissions.can_issue_letter(user, registration.participant, kind)
        refusal = may.reason if not may else papers.refusal(kind, registration)
        url = reverse("participants:official-letter-issue", args=[registration.ref, kind])
        found.append(LetterOffer(kind.label, url, refusal))
    return found
