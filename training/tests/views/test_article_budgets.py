"""How many statements the library's pages may take, and that more rows take no more of them."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from accounts.tests.factories import StaffFactory
from participants.tests.factories import MarketRoleFactory
from training.tests.article_factories import CitationFactory, DraftFactory, PublishedFactory

pytestmark = pytest.mark.django_db

# Session and person are one of them, the six views' counts five.
BUDGETS = {"list": 13, "detail": 11}


def statements(client: Client, address: str) -> int:
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_more_articles_versions_and_citations_take_no_more_statements(
    senior: User, signed_in: Callable[[User], Client]
) -> None:
    MarketRoleFactory(code="QSE")
    client = signed_in(senior)
    version = PublishedFactory(article__role_codes=["QSE"])
    addresses = {"list": "/knowledge/?q=article", "detail": f"/knowledge/{version.article.ref}/"}
    number = 1

    def grow(count: int) -> dict[str, int]:
        nonlocal number
        for _ in range(count):
            number += 1
            CitationFactory(version=version, section=f"16.{number}")
            DraftFactory(
                article=version.article,
                number=number,
                author=StaffFactory(),
                state="superseded",
                reviewer=StaffFactory(),
                published_at=version.published_at,
            )
            DraftFactory(article=PublishedFactory(article__owner=StaffFactory()).article, number=2)
        return {name: statements(client, address) for name, address in addresses.items()}

    few, many = grow(2), grow(18)
    assert few == many
    assert {name: count for name, count in many.items() if count > BUDGETS[name]} == {}
