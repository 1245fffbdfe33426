"""An upload and its preview, for tests of imports; obligations of a day and a reviewer of them."""

from types import SimpleNamespace

import pytest

from accounts.models import Department, User
from accounts.tests.factories import SpecialistFactory
from participants.actions.imports import read_import, start_import
from participants.models import Obligation
from participants.tests.actions.importing import CSV, step
from participants.tests.actions.owing import WINTER, generated
from participants.tests.factories import MarketRoleFactory
from participants.tests.reckoning import says  # noqa: F401 - a fixture
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


@pytest.fixture
def audit(lantern: SimpleNamespace) -> Obligation:
    """The certificate audit of Prairie Lantern's QSE, due on 1 October."""
    return next(row for row in generated("OB-DCAA") if row.registration_id == lantern.qse.pk)


@pytest.fixture
def declaration(lantern: SimpleNamespace) -> Obligation:
    """The winter declaration of Prairie Lantern's unit, which lives in another system."""
    return generated("OB-DOWP-W", WINTER)[0]


@pytest.fixture
def legal(db: None) -> User:
    """A specialist of a department that looks at the certificate audit."""
    department, _ = Department.objects.get_or_create(code="LEG", defaults={"name": "Legal"})
    return SpecialistFactory(name="Lena Legal", email="legal@iso.example", department=department)
