"""Which files are stored at all."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.documents.content import KINDS
from portal.documents.policy import MEGABYTE, NAMES, in_words, read_policy


def test_a_setting_narrows_kinds_and_sizes() -> None:
    assert read_policy("", 7) == dict.fromkeys(KINDS, 7)
    assert NAMES.keys() == KINDS.keys()
    assert read_policy(" PDF, csv = 2 ", 20 * MEGABYTE) == {"pdf": 20 * MEGABYTE, "csv": 2 * MEGABYTE}
    assert in_words(["csv", "pdf", "jpg", "jpeg"]) == "PDF, JPEG and CSV"
    assert in_words(["csv"]) == "CSV"


@pytest.mark.parametrize("setting", ["exe", "pdf=0", "pdf=x", "pdf=21", "pdf=", "html=1"])
def test_a_setting_that_means_nothing_stops_the_start(setting: str) -> None:
    with pytest.raises(ImproperlyConfigured):
        read_policy(setting, 20 * MEGABYTE)
