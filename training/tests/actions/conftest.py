"""An article on its way, for tests of the actions on articles."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from accounts.models import User
from participants.tests.actions.following_up import load_deadlines
from training.actions.article_reviews import approve_version, submit_for_review
from training.actions.articles import Text, add_article
from training.models import Article, ArticleVersion

WORDS = Text("Weather readiness", "What to file, and when", "File **by June 1**.\n\nAsk us.", "16.2.1, NOG 3.2")


@pytest.fixture(autouse=True)
def _deadlines(db: None, now: datetime) -> None:
    load_deadlines(now)


@pytest.fixture
def article(colleague: User, now: datetime) -> Article:
    """A draft for everybody, by an account manager of level II."""
    return add_article(by=colleague, now=now, text=WORDS, audience="public")


@pytest.fixture
def draft(article: Article) -> ArticleVersion:
    return article.versions.get()


@pytest.fixture
def submitted(draft: ArticleVersion, colleague: User, now: datetime) -> ArticleVersion:
    return submit_for_review(version=draft, by=colleague, now=now)


@pytest.fixture
def published(submitted: ArticleVersion, senior: User, now: datetime) -> ArticleVersion:
    return approve_version(version=submitted, revision=submitted.revision, by=senior, now=now)


@pytest.fixture
def again() -> Callable[[Any], Any]:
    """The row as the database has it now."""

    def read(row: Any) -> Any:
        return type(row).objects.get(pk=row.pk)

    return read
