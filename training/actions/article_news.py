"""Telling people about an article: who waits for a review, what came of it, who is answerable now."""

from collections.abc import Iterable
from datetime import datetime

from accounts.models import User
from portal.outbox import posting
from training.actions.article_rows import people_of
from training.models import Article, ArticleVersion


def tell(
    verb: str, article: Article, people: Iterable[User], *, by: User | None, now: datetime, number: int = 0
) -> None:
    """One line of news for each of the people but the one who did it; `number` is the version's."""
    others = {person.pk: person for person in people if by is None or person.pk != by.pk}
    posting.post(
        f"training.article.{verb}",
        to=others.values(),
        about=article,
        dedupe=f"training.article.{verb}:{article.ref}:{number}:{now.isoformat()}",
        now=now,
        facts={"version": number} if number else {},
    )


def tell_reviewers(version: ArticleVersion, *, by: User, now: datetime) -> None:
    """Whoever may judge it hears that a version waits: nobody who wrote on it."""
    able = User.objects.who_can("knowledge.review").exclude(pk__in=version.writer_ids)
    tell("submitted", version.article, able, by=by, now=now, number=version.number)


def tell_writers(verb: str, version: ArticleVersion, *, by: User | None, now: datetime) -> None:
    """Those who wrote on it hear what came of it, and so does the article's owner once it is published."""
    people = people_of(version)
    if verb == "published" and version.article.owner.is_active:
        people.append(version.article.owner)
    tell(verb, version.article, people, by=by, now=now, number=version.number)
