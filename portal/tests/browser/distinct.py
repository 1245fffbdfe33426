"""Which pages differ in more than their words: two people mostly see the same one, and looking at it once will do."""

import re
from collections import Counter
from typing import Any, Final

from django.conf import settings
from django.test import Client

from portal.tests.browser import tours

MAIN: Final = re.compile(r"<main\b.*</main>", re.DOTALL)
TEXT: Final = re.compile(r">[^<]+<")
VALUE: Final = re.compile(r'(?<= )(?!class=|type=|role=)([\w:-]+)="[^"]*"')
SPACE: Final = re.compile(r"\s+")
# Rows of one look: a list of three is looked at like a list of thirty.
ALIKE: Final = re.compile(r"(<(tr|li|option|a)\b(?:(?!<\2\b).)*?</\2>)(?: ?\1)+")


def distinct_pages(sessions: dict[str, str], named: dict[str, Any], looks: int) -> dict[tuple[str, str], int]:
    """Persona and address of every page whose structure no persona before sees, for the first of them, and whether it
    is the first or the second look at that address; each page that is asked for has to answer.

    For first looks alone nobody asks for what somebody before is let in to.
    """
    seen: set[str] = set()
    asked: set[str] = set()
    looked_at: Counter[str] = Counter()
    found: dict[tuple[str, str], int] = {}
    unnamed = tours.unnamed(named)
    for persona, who in tours.VISITORS.items():
        client = client_of(sessions.get(who, ""))
        for key in tours.tour(persona):
            if key in unnamed or (looks == 1 and key in asked):
                continue
            asked.add(key)
            answer = client.get(tours.path_of(key, named))
            assert answer.status_code == 200, f"{persona} gets {answer.status_code} from {key}"
            structure = structure_of(answer.content.decode())
            if structure not in seen and looked_at[key] < looks:
                looked_at[key] += 1
                found[persona, key] = looked_at[key]
            seen.add(structure)
    return found


def client_of(session: str) -> Client:
    client = Client(headers={"host": "localhost"})
    if session:
        client.cookies[settings.SESSION_COOKIE_NAME] = session
    return client


def structure_of(page: str) -> str:
    """The elements of the page's own part with their classes, types and roles, the names of what else they have, and of
    rows alike the first."""
    main = MAIN.search(page)
    bare = TEXT.sub("><", main[0] if main else page)
    return ALIKE.sub(r"\1", SPACE.sub(" ", VALUE.sub(r"\1", bare)))
