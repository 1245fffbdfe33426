import pytest

from portal.embedded.access_log import without_secrets


@pytest.mark.parametrize(
    ("path", "logged"),
    [
        ("/participants/PA-2026-00042/contacts/", "/participants/PA-2026-00042/contacts/"),
        ("/accounts/password/reset/key/1-cz2x4k-8d3f1f1b7c0e5a96d41c/", "/accounts/password/reset/key/(key)/"),
        ("/invitations/hSg3Xk9aVb2QpLw7Zr5Tn8Yc1Md4Ef6U/", "/invitations/(key)/"),
        ("/", "/"),
    ],
)
def test_keys_in_addresses_are_not_logged(path, logged):
    assert without_secrets(path) == logged
