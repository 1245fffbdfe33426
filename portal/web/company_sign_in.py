"""What the operator says about sign-in through companies' own providers, from the environment."""

from typing import Any, Final

from django.core.exceptions import ImproperlyConfigured

WORDS: Final = ("none", "admins", "all")


def read_policy(env: Any) -> tuple[str, list[str]]:
    """Of which participants' users a second factor is asked at least, and which providers may stand inside.

    A company may ask for more of its people, never for less. Raises `ImproperlyConfigured` for another word.
    """
    least = env.str("PORTAL_PARTICIPANTS_SECOND_FACTOR", "none")
    if least not in WORDS:
        raise ImproperlyConfigured("PORTAL_PARTICIPANTS_SECOND_FACTOR is none, admins or all.")
    return least, env.list("PORTAL_SIGN_IN_INSIDE_HOSTS", default=[])
