"""Who acts for an absent colleague, when the stand-in may be absent as well."""

from collections.abc import Mapping


def stand_in_for(person: int, away: Mapping[int, int]) -> int | None:
    """The first colleague in the chain of stand-ins who is here; `away` maps the absent to their stand-ins.

    None for somebody who is here, and where the chain leads back: then nobody acts but the person.
    """
    seen = {person}
    current = away.get(person)
    while current is not None and current in away:
        if current in seen:
            return None
        seen.add(current)
        current = away[current]
    return current
