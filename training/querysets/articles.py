"""Reads of articles, their versions and what they cite."""

from datetime import date, datetime
from typing import Any, Self

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Concat

from participants.querysets.searching import Matches, words_of
from portal.lifecycle.rows import RowQuerySet
from training.choices import ArticleState, ArticleVersionState, Audience
from training.querysets.article_search import Searchable
from training.rules.article_moves import CURRENT, OPEN


def readable_audiences(user: Any) -> tuple[str, ...]:
    """The audiences the person belongs to; nobody (`None`, somebody not signed in) reads what is public.

    Whoever acts for a company in the market reads what is for participants, whatever the company's roles; one that
    only applies so far does not.
    """
    if user is None or not user.is_authenticated:
        return (Audience.PUBLIC,)
    if user.is_staff:
        return tuple(Audience.values) if user.can("training.view") else (Audience.PUBLIC,)
    acting_for = user.acting_for
    member = acting_for is not None and acting_for.participant_id is not None and not acting_for.applying
    return (Audience.PUBLIC, Audience.PARTICIPANTS) if member else (Audience.PUBLIC,)


def _reads_drafts(user: Any) -> bool:
    return user is not None and user.is_authenticated and user.is_staff and user.can("training.view")


class ArticleQuerySet(Searchable, RowQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Staff: all of them, drafts as well. Others: what is published now and meant for them."""
        if _reads_drafts(user):
            return self.all()
        return self.published().filter(audience__in=readable_audiences(user))

    def published(self) -> Self:
        return self.filter(state=ArticleState.PUBLISHED)

    def owned_by(self, user: Any) -> Self:
        return self.filter(owner=user.pk)

    def due_for_review(self, today: date) -> Self:
        """Published ones whose review date is here or has passed."""
        return self.published().filter(review_on__lte=today)

    def with_changes_in(self, *states: str) -> Self:
        """Those with an open version in one of the states, be they published already or not."""
        return self.filter(Exists(self._versions().filter(article=OuterRef("pk"), state__in=states)))

    def for_roles(self, codes: list[str]) -> Self:
        """Written for one of the roles, or for all."""
        return self.filter(Q(role_codes__overlap=codes) | Q(role_codes=[]))

    def citing(self, section: str, document: str = "") -> Self:
        """Those whose published or open version rests on the section or on a part of it."""
        citations = self._versions().model._meta.get_field("citations").related_model.objects
        found = citations.of_section(section, document).filter(version__article=OuterRef("pk"))
        return self.filter(Exists(found.filter(version__state__in=CURRENT)))

    def matching(self, words: str) -> Self:
        """Found by reference, or by words of the published or the open version; typos in titles are forgiven."""
        found = self._versions().current().matching(words).filter(article=OuterRef("pk"))
        return self.filter(Q(ref=words.strip().upper()[:20]) | Exists(found))

    def to_archive(self, today: date) -> Self:
        """Whose planned end is here."""
        return self.filter(archive_on__lte=today, archived_at=None)

    def _versions(self) -> "ArticleVersionQuerySet":
        return self.model._meta.get_field("versions").related_model.objects.all()


class ArticleVersionQuerySet(RowQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Staff: all. Others: the published version of articles they may read."""
        if _reads_drafts(user):
            return self.all()
        rows = self.filter(state=ArticleVersionState.PUBLISHED, article__state=ArticleState.PUBLISHED)
        return rows.filter(article__audience__in=readable_audiences(user))

    def published(self) -> Self:
        return self.filter(state=ArticleVersionState.PUBLISHED)

    def open(self) -> Self:
        """The one that is being worked on."""
        return self.filter(state__in=OPEN)

    def current(self) -> Self:
        """What holds, and what is being worked on: neither superseded nor discarded."""
        return self.filter(state__in=CURRENT)

    def to_publish(self, now: datetime) -> Self:
        """Approved ones whose instant has come."""
        return self.filter(state=ArticleVersionState.APPROVED, publish_at__lte=now)

    def matching(self, words: str) -> Self:
        """All the words somewhere in the text, in any grammatical form; or in title and summary, typos forgiven."""
        asked = words_of(words)
        if not asked:
            return self.none()
        query = SearchQuery(" ".join(asked), config="english", search_type="plain")
        head = Concat("title", Value(" "), "summary")
        return self.alias(head=head).filter(Q(found_by=query) | Q(Matches("head", asked)))

    def ranked(self, words: str) -> Self:
        """Adds `rank`: how well title, summary and text answer the words, in this order of weight."""
        query = SearchQuery(" ".join(words_of(words)), config="english", search_type="plain")
        return self.annotate(rank=SearchRank(F("found_by"), query))


class CitationQuerySet(RowQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Those of the versions the person may read."""
        versions = self.model._meta.get_field("version").related_model.objects.visible_to(user)
        return self.all() if _reads_drafts(user) else self.filter(version__in=versions)

    def of_section(self, section: str, document: str = "") -> Self:
        """The section itself and its parts: 16.2 finds 16.2, 16.2.1 and 16.2(1), not 16.21."""
        parts = Q(section__startswith=f"{section}.") | Q(section__startswith=f"{section}(")
        rows = self.filter(Q(section=section) | parts)
        return rows.filter(document=document) if document else rows
