import pytest

from portal.outbox import kinds
from portal.outbox.choices import MailChoice, Severity
from portal.outbox.kinds import Kind


@pytest.mark.parametrize(
    "wrong",
    [
        {"severity": "loud"},
        {"default_mail": "sometimes"},
        {"audience": "everybody"},
        {"label": "Two\r\nlines"},
        {"severity": Severity.CRITICAL},
        {"severity": Severity.CRITICAL, "optional": False, "default_mail": MailChoice.DAILY},
        {"optional": False, "default_mail": MailChoice.OFF, "default_in_app": False},
    ],
)
def test_kinds_that_contradict_themselves_are_not_made(wrong: dict) -> None:
    with pytest.raises(ValueError, match="t.wrong"):
        Kind("t.wrong", **{"label": "Wrong"} | wrong)


def test_a_subject_is_the_label_and_the_reference() -> None:
    assert Kind("t.one", "Follow-up is due").subject("FU-7K3Q9XTB") == "Follow-up is due · FU-7K3Q9XTB"
    assert Kind("t.one", "Your digest").subject() == "Your digest"


def test_nobody_chooses_about_account_mails_digests_and_letters() -> None:
    codes = {kind.code for audience in ("staff", "participant") for kind in kinds.choosable(audience)}
    assert "participants.letter" not in codes  # no preference holds what a person wrote
    assert not codes & {kind.code for kind in kinds.every() if kind.sealed or kind.code == kinds.DIGEST}


def test_a_kind_is_registered_in_one_way_only() -> None:
    with pytest.raises(ValueError, match="twice"):
        kinds.register(kinds.DIGEST, label="Another digest")
