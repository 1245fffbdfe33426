"""An upload and its preview, for tests of imports."""

import pytest

from participants.actions.imports import read_import, start_import
from participants.tests.actions.importing import CSV, step
from participants.tests.factories import MarketRoleFactory
from participants.tests.rules.imports.builders import SHEETS


@pytest.fixture
def market_roles(db):
    """The six registrations of the official list."""
    for code in SHEETS:
        MarketRoleFactory(code=code)


@pytest.fixture
def upload(market_roles, supervisor, now):
    def upload(data=CSV, file_name="companies.csv", kind="participants", by=supervisor):
        return start_import(kind=kind, file_name=file_name, data=data, by=by, now=now)

    return upload


@pytest.fixture
def previewed(upload, now):
    return step(upload(), read_import, now)
