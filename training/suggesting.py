"""Articles that may answer what somebody is typing. Other apps call `suggest` with whatever text there is so far."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from django.db.models import F
from django.db.models.functions import Round

from training.models import Article
from training.querysets.article_search import by_roles
from training.rules.asking import begun, words_in
from training.rules.excerpts import is_marked, plain

SHORTEST: Final = 3
MOST_WORDS: Final = 16
# A word of the title alone, or two of the text; less is chance.
LEAST: Final = 0.2
FOR_THE_ROLE: Final = 0.1


class Suggestion(NamedTuple):
    """An article, and why: `snippet` is plain text; `score` compares the suggestions of one call only."""

    ref: str
    title: str
    summary: str
    snippet: str
    url: str
    score: float


def suggest(user: Any, text: str, limit: int = 5, role_codes: Sequence[str] = ()) -> list[Suggestion]:
    """The published articles the person may read that answer best what was typed so far, half a sentence or more.

    `role_codes`: what was written for these market roles comes a little earlier.
    """
    words = begun(words_in(text[-2000:], MOST_WORDS), text)
    if sum(map(len, words)) < SHORTEST:
        return []
    rows = by_roles(Article.objects.visible_to(user).suggested(words), role_codes)
    rank = Round(F("score") + F("own") * FOR_THE_ROLE, precision=3)
    ranked = rows.filter(score__gte=LEAST).annotate(rank=rank).order_by("-rank", "-pk")
    return [_suggestion(row) for row in ranked[:limit]]


def _suggestion(row: Any) -> Suggestion:
    snippet = plain(row.excerpt) if is_marked(row.excerpt) else row.summary
    return Suggestion(row.ref, row.title, row.summary, snippet, row.get_reading_url(), float(row.rank))
