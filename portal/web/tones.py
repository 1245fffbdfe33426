"""Which color a word of status carries. Color only repeats what the word says."""

GOOD = "good active approved accepted complete completed done verified qualified current ready sent imported resolved"
WARN = "pending waiting proposed suspended expiring restricted draft due invited probation partial"
BAD = "refused rejected failed terminated expired overdue escalated revoked blocked gone missing"
INFO = "new listed prospect open info planned scheduled changed unchanged applicant"

TONES = {
    word: tone
    for tone, words in (("good", GOOD), ("warn", WARN), ("bad", BAD), ("info", INFO))
    for word in words.split()
}
NEUTRAL = "neutral"


def tone_of(text: str) -> str:
    """The tone of the first word of `text` that has one; "no longer listed" and everything unknown stay neutral."""
    words = text.casefold().replace("-", " ").split()
    if "no" in words or "not" in words:
        return NEUTRAL
    return next((TONES[word] for word in words if word in TONES), NEUTRAL)
