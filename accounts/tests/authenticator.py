"""An authenticator app for tests."""

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

PERIOD = 30


def code_of(secret: str, *, lasting: float = 3) -> str:
    """The app's code now. One about to change is waited out, so that it holds for `lasting` seconds."""
    left = PERIOD - time.time() % PERIOD
    if left < lasting:
        time.sleep(left + 0.1)
    return format_hotp_value(hotp_value(secret, int(time.time()) // PERIOD))
