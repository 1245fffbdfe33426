"""The database's own refusals in the user's words."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction

from portal.lifecycle.refusals import Refused


@contextmanager
def refusing(reasons: dict[str, str]) -> Iterator[None]:
    """Turn a broken constraint into `Refused`: `reasons` maps the constraint's name to the sentence.

    The check before the write gives the better words; this answers the second of two callers, whose
    check could not see the first one's row yet. The block runs in a savepoint, so the transaction
    stays usable. A constraint that is not named here is a programmer's mistake and raises as it is.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        diagnosis = getattr(error.__cause__, "diag", None)
        reason = reasons.get(getattr(diagnosis, "constraint_name", None) or "")
        if reason is None:
            raise
        raise Refused(reason) from error
