"""Who an audience is: the ground floor knows the word, the subject's app knows the people.

An app registers its subjects in `ready()`; the resolver is asked for many rows at once:

    audiences.register("participants.followup", people_for, words=("responsible", "supervisors"))
    # people_for(audience, refs, now) -> {ref: [people]}
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, Final

People = dict[str, list[Any]]
Resolver = Callable[[str, set[str], datetime], People]

TOGETHER: Final = "+"

_resolvers: dict[str, Resolver] = {}
_words: dict[str, frozenset[str]] = {}


def register(subject_type: str, resolve: Resolver, words: Iterable[str] = ()) -> None:
    """`resolve(audience, refs, now)` gives the active people of one audience for each row, in a few statements.

    `words` are the audiences it knows; a plan may name those that some subject knows. Parts of an app may each bring
    words of their own for the same type.
    """
    known = frozenset(words)
    former = _resolvers.get(subject_type)
    _resolvers[subject_type] = _joined(former, resolve, known) if former is not None and known else resolve
    _words[subject_type] = _words.get(subject_type, frozenset()) | known


def unknown_words(audience: str) -> list[str]:
    """The words of an audience that no subject knows."""
    known = frozenset().union(*_words.values())
    return [word for word in parts(audience) if word not in known]


def parts(audience: str) -> list[str]:
    """ "responsible+senior" is both."""
    return [word.strip() for word in audience.split(TOGETHER)]


def resolve(subject_type: str, audience: str, refs: Iterable[str], now: datetime) -> People:
    """The people of an audience ("responsible+senior": of both) by the subject's reference, each named once.

    Raises KeyError for a subject whose app registered nothing, and what the resolver raises for an unknown audience.
    """
    wanted = set(refs)
    people = _resolvers[subject_type]
    found: dict[str, dict[Any, Any]] = {ref: {} for ref in wanted}
    for word in parts(audience):
        for ref, persons in people(word, wanted, now).items():
            if ref in found:
                found[ref] |= {person.pk: person for person in persons}
    return {ref: list(persons.values()) for ref, persons in found.items()}


def _joined(former: Resolver, latter: Resolver, words: frozenset[str]) -> Resolver:
    """The latter for its own words, the former for all others."""

    def people(audience: str, refs: set[str], now: datetime) -> People:
        return (latter if audience in words else former)(audience, refs, now)

    return people
