"""Words as the readable articles spell them: what somebody typed is known to them, or is likened to what is."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Any, Final, NamedTuple

from django.contrib.postgres.aggregates import BoolOr
from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.db.models import Q

ENGLISH: Final = "english"
# So many articles lend their words: a question with a typo is answered in time however large the library is.
MOST_ARTICLES: Final = 3000
ALIKE: Final = 0.75
GUESSES: Final = 3
HARDLY_WORSE: Final = 0.08

# Each word's stem with the stems in use that share most of its letter groups; run as whoever asks, so that the
# database's policies hold here too.
_NEIGHBORS: Final = """
WITH known AS (
  SELECT DISTINCT unnest(tsvector_to_array(found_by)) AS lexeme FROM training_articleversion WHERE id = ANY (%s)
)
SELECT asked.word, stems.stem, near.lexeme
FROM unnest(%s::text[]) AS asked(word)
CROSS JOIN LATERAL unnest(tsvector_to_array(to_tsvector('english', asked.word))) AS stems(stem)
CROSS JOIN LATERAL (
  SELECT lexeme FROM known WHERE similarity(lexeme, stems.stem) >= 0.2
  ORDER BY similarity(lexeme, stems.stem) DESC, lexeme LIMIT 20
) AS near
"""


class Spelled(NamedTuple):
    """A condition on the words of an article; `guessed`: it is alike only."""

    query: SearchQuery
    guessed: bool


def spelled(rows: Any, words: Sequence[str]) -> list[Spelled | None]:
    """For each word that means something how `rows` (with `live`) spell it; None for one they do not know at all.

    A word that ends in * is only begun. Words with digits are never guessed at.
    """
    queries = [_asked(word) for word in words]
    if not words:
        return []
    known = rows.aggregate(**{f"word_{at}": BoolOr(Q(live__found_by=query)) for at, query in enumerate(queries)})
    unknown = [word.rstrip("*") for at, word in enumerate(words) if not known[f"word_{at}"]]
    means = _meaningful(unknown)
    guesses = _guesses(rows, [word for word in means if len(word) > 3 and not any(sign.isdigit() for sign in word)])
    found: list[Spelled | None] = []
    for at, word in enumerate(words):
        if known[f"word_{at}"]:
            found.append(Spelled(queries[at], guessed=False))
        elif (plain := word.rstrip("*")) in means:
            found.append(Spelled(any_of(guesses[plain]), guessed=True) if plain in guesses else None)
    return found


def any_of(lexemes: Sequence[str]) -> SearchQuery:
    """The condition "one of these stems"."""
    return SearchQuery(" | ".join(map(_quoted, lexemes)), config="simple", search_type="raw")


def _asked(word: str) -> SearchQuery:
    if word.endswith("*"):
        return SearchQuery(f"{_quoted(word[:-1])}:*", config=ENGLISH, search_type="raw")
    return SearchQuery(word, config=ENGLISH, search_type="plain")


def _quoted(word: str) -> str:
    doubled = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{doubled}'"


def _meaningful(words: Sequence[str]) -> list[str]:
    """Without words like "the", which stand in every text and are kept by none."""
    if not words:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word FROM unnest(%s::text[]) AS word WHERE numnode(plainto_tsquery('english', word)) > 0",
            [list(words)],
        )
        return [word for (word,) in cursor.fetchall()]


def _guesses(rows: Any, words: Sequence[str]) -> dict[str, list[str]]:
    """The stems in use that each word is most alike, the best first."""
    if not words:
        return {}
    versions = list(rows.order_by("-pk").values_list("live__pk", flat=True)[:MOST_ARTICLES])
    alike: dict[str, list[tuple[float, str]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_NEIGHBORS, [versions, list(words)])
        for word, stem, lexeme in cursor.fetchall():
            ratio = SequenceMatcher(None, stem, lexeme).ratio()
            if ratio >= ALIKE:
                alike.setdefault(word, []).append((ratio, lexeme))
    return {word: _best(found) for word, found in alike.items()}


def _best(alike: list[tuple[float, str]]) -> list[str]:
    """The best guess, and those that are hardly worse: a word has forms."""
    ranked = sorted(alike, reverse=True)[:GUESSES]
    return [lexeme for ratio, lexeme in ranked if ratio >= ranked[0][0] - HARDLY_WORSE]
