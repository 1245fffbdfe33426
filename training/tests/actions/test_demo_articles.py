"""The demo's library has something in every state, whenever it is loaded."""

from datetime import datetime, timedelta

import pytest
from django.db import transaction

from participants.tests.factories import MarketRoleFactory
from portal.scoping.today import market_day
from training.actions.article_sweep import publish_due_versions
from training.actions.demo_articles import fill_articles
from training.models import Article, ArticleVersion

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("supervisor", "senior", "manager", "colleague", "coordinator")
@pytest.mark.parametrize("days", [0, 3, 4.5, 37.3, 101.7])
def test_the_library_stands_in_every_state(now: datetime, days: float) -> None:
    for code in ("QSE", "CRRAH", "RE", "LSE", "TDSP"):
        MarketRoleFactory(code=code)
    now += timedelta(days=days)
    with transaction.atomic():
        fill_articles(now=now)
        assert set(Article.objects.values_list("state", flat=True)) == {
            "draft",
            "in_review",
            "scheduled",
            "published",
            "archived",
        }
        states = set(ArticleVersion.objects.values_list("state", flat=True))
        assert states == {"draft", "in_review", "returned", "approved", "published", "superseded"}
        assert Article.objects.due_for_review(market_day(now)).exists()
        assert publish_due_versions(now=now + timedelta(days=6)) == 1
