"""A load that ends as a whole sets no place to return to within it."""

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.models import User
from portal.lifecycle.demo import all_or_nothing


@pytest.mark.django_db(transaction=True)
def test_nothing_is_kept_of_a_load_in_which_an_error_was_caught(manager: User, django_assert_num_queries) -> None:
    with pytest.raises(transaction.TransactionManagementError), transaction.atomic(), all_or_nothing():
        with django_assert_num_queries(1), transaction.atomic():
            User.objects.filter(pk=manager.pk).update(name="Another")
        with pytest.raises(IntegrityError), transaction.atomic():
            User.objects.create(ref=manager.ref, email="other@iso.example")
        User.objects.exists()
    assert User.objects.get(pk=manager.pk).name == manager.name
    assert connection.features.uses_savepoints
