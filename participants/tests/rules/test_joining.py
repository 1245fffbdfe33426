"""The words of a joining's preview."""

from participants.rules.joining import Facts, counted, enumerated

MESA = Facts(company="Blue Mesa", registrations=2, contacts=1, resources=3)


def test_a_member_of_the_whole_company_sees_everything() -> None:
    assert MESA.in_words(narrowed=False) == "2 registrations, 1 contact and 3 resources of Blue Mesa"


def test_a_narrowed_member_sees_the_contacts_only() -> None:
    assert MESA.in_words(narrowed=True) == "1 contact of Blue Mesa"


def test_words_follow_numbers() -> None:
    assert (counted(0, "contact"), counted(1, "contact"), counted(2, "contact")) == (
        "0 contacts",
        "1 contact",
        "2 contacts",
    )
    assert enumerated(["a", "b"]) == "a and b"
