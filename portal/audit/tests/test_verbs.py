"""The words of the audit trail."""

import pytest

from portal.audit import verbs
from portal.audit.verbs import Verb
from portal.web.templatetags.look import icon


@pytest.mark.parametrize("verb", verbs.every(), ids=lambda verb: verb.name)
def test_every_verb_has_words_and_an_icon_that_exists(verb: Verb) -> None:
    assert verb.label != verb.name
    assert "<svg" in icon(verb.icon)
