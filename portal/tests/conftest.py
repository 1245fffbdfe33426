"""What the tests of the whole portal share."""

from collections.abc import Iterator

import pytest
from django.db import transaction


@pytest.fixture(scope="module")
def module_rows(django_db_setup: None, django_db_blocker) -> Iterator[None]:
    """One transaction around all tests of a module, rolled back at its end: rows are made once.

    Tests that write put a savepoint around it (`undone`).
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)
