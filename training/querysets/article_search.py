"""Finding published articles: by their words, by sections they cite, with typos forgiven, with excerpts."""

from collections.abc import Sequence
from functools import reduce
from operator import add, and_, or_
from typing import Any, Final, Self

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank
from django.db.models import (
    BooleanField,
    Case,
    Exists,
    ExpressionWrapper,
    F,
    FilteredRelation,
    FloatField,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Cast, Round

from training.choices import ArticleVersionState
from training.querysets.spelling import ENGLISH, Spelled, spelled
from training.rules.asking import Question, begun, question
from training.rules.excerpts import FOUND_FROM, FOUND_TO

WEIGHTS: Final = [0.2, 0.3, 0.6, 1.0]
SECTION_CITED: Final = 3000
GUESSED: Final = 0.6


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

    def suggested(self, words: Sequence[str]) -> Self:
        """Published ones that answer some of the words; adds `score`, the better the higher, and `excerpt`."""
        rows = self.reading()
        asked = [one for one in spelled(rows, words) if one is not None]
        if not asked:
            return rows.none().annotate(score=Value(0.0), excerpt=Value(""))
        ranks = (SearchRank(F("live__found_by"), one.query, weights=Value(WEIGHTS)) * _trust(one) for one in asked)
        score = reduce(add, ranks) / Value(len(asked) ** 0.5)
        some = reduce(or_, (one.query for one in asked))
        rows = rows.filter(live__found_by=some)
        return rows.annotate(score=ExpressionWrapper(score, output_field=FloatField()), excerpt=_excerpt(some))

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
        """Every word, as it is spelled or as those words are spelled that it is alike."""
        parts = spelled(rows, begun(asked.words, asked.text))
        if not parts or None in parts:
            return rows.none().annotate(similarity=Value(0), excerpt=Value(""))
        query = reduce(and_, (one.query for one in parts))
        rank = SearchRank(F("live__found_by"), query, weights=Value(WEIGHTS))
        rows = rows.filter(live__found_by=query)
        return rows.annotate(similarity=Cast(Round(rank * 1000), IntegerField()), excerpt=_excerpt(query))

    def _citing_live(self, asked: Question) -> Any:
        """The published version rests on one of the sections, or on a part of it."""
        if not asked.sections:
            return Value(False, output_field=BooleanField())
        versions = self.model._meta.get_field("versions").related_model
        citations = versions._meta.get_field("citations").related_model.objects
        named = reduce(or_, (citations.of_section(one.section, one.document) for one in asked.sections))
        return Exists(named.filter(version__article=OuterRef("pk"), version__state=ArticleVersionState.PUBLISHED))


def _trust(one: Spelled) -> float:
    return GUESSED if one.guessed else 1.0


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
