"""The smallest valid articles: a draft, one that is published, one that waits for its review."""

from datetime import UTC, date, datetime

import factory

from accounts.tests.factories import StaffFactory
from training.choices import ArticleState, ArticleVersionState, Audience
from training.models import Article, ArticleVersion, Citation

A_MOMENT = datetime(2026, 11, 2, 15, 0, tzinfo=UTC)


class ArticleFactory(factory.django.DjangoModelFactory):
    """An article without any version; `DraftFactory` and `PublishedFactory` bring one along."""

    class Meta:
        model = Article

    title = factory.Sequence(lambda n: f"Article {n}")
    audience = Audience.PUBLIC
    owner = factory.SubFactory(StaffFactory)
    created_by = factory.SelfAttribute("owner")
    review_on = date(2027, 11, 2)
    changed_at = A_MOMENT


class DraftFactory(factory.django.DjangoModelFactory):
    """The first version of an article, being written by its owner."""

    class Meta:
        model = ArticleVersion

    article = factory.SubFactory(ArticleFactory)
    number = 1
    title = factory.SelfAttribute("article.title")
    summary = "In a few words"
    body = "Some **words** to read."
    text = "Some words to read."
    author = factory.SelfAttribute("article.owner")
    writer_ids = factory.LazyAttribute(lambda version: [version.author.pk])
    changed_at = A_MOMENT


class InReviewFactory(DraftFactory):
    article = factory.SubFactory(ArticleFactory, state=ArticleState.IN_REVIEW)
    state = ArticleVersionState.IN_REVIEW
    submitted_at = A_MOMENT


class PublishedFactory(DraftFactory):
    article = factory.SubFactory(ArticleFactory, state=ArticleState.PUBLISHED)
    state = ArticleVersionState.PUBLISHED
    reviewer = factory.SubFactory(StaffFactory)
    published_at = A_MOMENT


class CitationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Citation

    version = factory.SubFactory(PublishedFactory)
    section = "16.2.1"
