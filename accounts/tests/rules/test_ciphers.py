import pytest
from cryptography.fernet import InvalidToken

from accounts.rules import secrets
from accounts.rules.ciphers import keyed_digest
from portal.lifecycle.ciphers import field_cipher


def test_a_field_is_unreadable_and_comes_back() -> None:
    kept = field_cipher("one").encrypt(b"JBSWY3DPEHPK3PXP")
    assert b"JBSWY3DPEHPK3PXP" not in kept
    assert field_cipher("one").decrypt(kept) == b"JBSWY3DPEHPK3PXP"


def test_another_key_does_not_open_it() -> None:
    kept = field_cipher("one").encrypt(b"secret")
    with pytest.raises(InvalidToken):
        field_cipher("two").decrypt(kept)


def test_a_new_key_in_front_still_opens_what_the_old_one_closed() -> None:
    kept = field_cipher("old").encrypt(b"secret")
    assert field_cipher("new,old").decrypt(kept) == b"secret"


def test_digests_need_the_installations_key() -> None:
    first, second = keyed_digest("one"), keyed_digest("two")
    first.update(b"token")
    second.update(b"token")
    assert first.hexdigest() != second.hexdigest()
    assert len(first.hexdigest()) == 128


def test_only_the_secret_itself_proves_an_invitation() -> None:
    secret = secrets.new_secret()
    assert secrets.proves(secret, secrets.digest(secret))
    assert not secrets.proves(secret + "x", secrets.digest(secret))
    assert not secrets.proves(secret, "")
    assert len(secret) >= 40
