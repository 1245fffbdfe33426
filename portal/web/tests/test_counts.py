"""Counting several lists at once."""

import pytest

from accounts.models import User
from portal.web.keyset import bounded_counts

pytestmark = pytest.mark.django_db


def test_a_list_that_can_have_no_row_counts_as_none(supervisor: User) -> None:
    """As a home asks for somebody who looks after nobody."""
    own = User.objects.filter(pk=supervisor.pk)
    rows = {"own": own, "nothing": User.objects.none(), "nobody": User.objects.filter(pk__in=[])}
    assert bounded_counts(rows, beside=own) == {"own": "1", "nothing": "0", "nobody": "0"}
