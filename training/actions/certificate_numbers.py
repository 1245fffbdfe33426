"""Drawing the numbers of certificates."""

from django.db.models import F

from training.models import CertificateCount
from training.rules.certificate_numbers import certificate_number


def next_numbers(year: int, many: int) -> list[str]:
    """The next numbers of a year, counted on under a lock that the next caller waits for until this one commits."""
    CertificateCount.objects.get_or_create(year=year)
    CertificateCount.objects.filter(year=year).update(last=F("last") + many)
    last = CertificateCount.objects.get(year=year).last
    return [certificate_number(year, count) for count in range(last - many + 1, last + 1)]
