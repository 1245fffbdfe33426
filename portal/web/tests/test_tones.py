import pytest

from portal.web.tones import tone_of


@pytest.mark.parametrize(
    ("text", "tone"),
    [
        ("Active", "good"),
        ("Suspended", "warn"),
        ("Terminated", "bad"),
        ("Prospect", "info"),
        ("No longer listed", "neutral"),
        ("Not active", "neutral"),
        ("Waiting on client", "warn"),
        ("Something else", "neutral"),
        ("", "neutral"),
    ],
)
def test_the_tone_follows_the_word(text, tone):
    assert tone_of(text) == tone
