"""Finding published articles: by their words, by sections they cite, with typos forgiven, with excerpts."""

from collections.abc import Sequence
from functools import reduce
from operator import or_
from typing import Any, Final, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank
from django.db.models import (
    BooleanField,
    Case,
    Exists,
    F,
    FilteredRelation,
    FloatField,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Concat, Round

from training.choices import ArticleVersionState
from training.rules.asking import Question, begun, question
from training.rules.excerpts import FOUND_FROM, FOUND_TO

WEIGHTS: Final = [0.2, 0.3, 0.6, 1.0]
SECTION_CITED: Final = 3000
ENGLISH: Final = "english"


class WordsFound(Func):
    """How well title, summary and text answer the words, from 0, typos in title and summary forgiven.

    With `every` it is 0 where one is not found at all, and typos are forgiven in the text as well, which takes longer.
    """

    function = "training_words_found"
    output_field = FloatField()

    def __init__(self, words: Sequence[str], *, every: bool, **extra: Any) -> None:
        head = Concat("live__title", Value(" "), "live__summary")
        asked = Value(list(words), output_field=ArrayField(TextField()))
        body = F("live__text") if every else Value("")
        super().__init__(F("live__found_by"), head, body, asked, Value(every, output_field=BooleanField()), **extra)


def any_of(words: Sequence[str]) -> SearchQuery:
    """The condition "one of the words, or one that begins like it where it ends in *"."""
    parts = (f"'{word.rstrip('*')}'{':*' if word.endswith('*') else ''}" for word in words)
    return SearchQuery(" | ".join(parts), config=ENGLISH, search_type="raw")


class Searchable:
    """Of articles: the published version beside each, and those that answer a question."""

    def reading(self) -> Self:
        """Published ones with what a reader sees of them: `summary`, `number`, `read_at` of the published version."""
        live = FilteredRelation("versions", condition=Q(versions__state=ArticleVersionState.PUBLISHED))
        rows = self.published().alias(live=live).filter(live__isnull=False)
        return rows.annotate(
            summary=F("live__summary"), number=F("live__number"), read_at=F("live__published_at"), live_id=F("live__pk")
        )

    def search(self, words: str) -> Self:
        """Published ones that hold every word in any form, or cite the section; else those that are alike.

        Adds `similarity`, a whole number to order by, and `excerpt` with what was found between two signs.
        """
        asked = question(words)
        rows = self.reading()
        if not asked.words:
            return rows.none().annotate(similarity=Value(0), excerpt=Value(""))
        exact = self._exact(rows, asked)
        # One look at the index more, so that guesses never stand among what was really meant.
        if not asked.plain or exact.exists():
            return exact
        return self._alike(rows, asked)

    def suggested(self, words: Sequence[str], at_least: float) -> Self:
        """Published ones that answer some of the words; adds `score`, the better the higher, and `excerpt`."""
        found = WordsFound(words, every=False)
        rows = self.reading().annotate(score=found, excerpt=_excerpt(any_of(words)))
        return rows.filter(score__gte=at_least)

    def _exact(self, rows: Any, asked: Question) -> Any:
        query = SearchQuery(asked.text, config=ENGLISH, search_type="websearch")
        cited = self._citing_live(asked)
        rank = SearchRank(F("live__found_by"), query, weights=Value(WEIGHTS))
        likeness = Cast(Round(rank * 1000), IntegerField())
        rows = rows.annotate(cited=cited).filter(Q(live__found_by=query) | Q(cited=True))
        return rows.annotate(
            similarity=likeness + Case(When(cited=True, then=SECTION_CITED), default=0), excerpt=_excerpt(query)
        )

    def _alike(self, rows: Any, asked: Question) -> Any:
        words = begun(asked.words, asked.text)
        similarity = Cast(Round(WordsFound(words, every=True) * 1000), IntegerField())
        rows = rows.annotate(similarity=similarity, excerpt=_excerpt(any_of(words)))
        return rows.filter(similarity__gt=0)

    def _citing_live(self, asked: Question) -> Any:
        """The published version rests on one of the sections, or on a part of it."""
        if not asked.sections:
            return Value(False, output_field=BooleanField())
        versions = self.model._meta.get_field("versions").related_model
        citations = versions._meta.get_field("citations").related_model.objects
        named = reduce(or_, (citations.of_section(one.section, one.document) for one in asked.sections))
        return Exists(named.filter(version__article=OuterRef("pk"), version__state=ArticleVersionState.PUBLISHED))


def _excerpt(query: SearchQuery) -> SearchHeadline:
    return SearchHeadline(
        "live__text",
        query,
        config=ENGLISH,
        start_sel=FOUND_FROM,
        stop_sel=FOUND_TO,
        max_words=22,
        min_words=10,
        max_fragments=2,
        fragment_delimiter=" … ",
    )


def by_roles(rows: QuerySet, codes: Sequence[str]) -> QuerySet:
    """Adds `own`: 2 for what was written for one of the market roles, 1 for what is for all, 0 for the others."""
    mine = [When(role_codes__overlap=list(codes), then=2)] if codes else []
    return rows.annotate(own=Case(*mine, When(role_codes=[], then=1), default=0, output_field=IntegerField()))
