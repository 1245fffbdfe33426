"""Which person's certificates prove a requirement, and how long. Pure."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple


class Held(NamedTuple):
    """A certificate in force: whose, of which course, until when (None: for ever)."""

    certificate_id: int
    contact_id: int
    course_id: int
    expires_on: date | None


class Proof(NamedTuple):
    """One person's certificates that prove it together; they do until the first of them ends."""

    contact_id: int
    expires_on: date | None
    certificates: tuple[int, ...]


def best_proof(held: Iterable[Held], courses: Collection[int]) -> Proof | None:
    """Of the people who hold all courses, the one whose proof lasts longest; None where nobody holds all."""
    latest: dict[int, dict[int, Held]] = defaultdict(dict)
    for one in held:
        known = latest[one.contact_id].get(one.course_id)
        if one.course_id in courses and (known is None or _end(one.expires_on) > _end(known.expires_on)):
            latest[one.contact_id][one.course_id] = one
    proofs = [_proof(contact, own) for contact, own in sorted(latest.items()) if courses and len(own) == len(courses)]
    return max(proofs, key=lambda proof: _end(proof.expires_on), default=None)


def _proof(contact_id: int, own: dict[int, Held]) -> Proof:
    first = min(_end(one.expires_on) for one in own.values())
    ids = tuple(own[course].certificate_id for course in sorted(own))
    return Proof(contact_id, None if first == date.max else first, ids)


def _end(day: date | None) -> date:
    return day or date.max
