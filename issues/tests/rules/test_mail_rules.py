"""How mail is judged, told apart and drawn: the rules alone, without a mailbox and without a database."""

import itertools

import pytest

from issues.choices import Dmarc, MailReason, MailState
from issues.rules.mail_authentication import verdict
from issues.rules.mail_html import html_to_text
from issues.rules.mail_parsing import content_hash, parse
from issues.rules.mail_quotes import mail_html, own_words, pieces
from issues.rules.mail_verdicts import Facts, Who, decide

SERVER = "mx.portal.example"
SAFE = {MailState.QUARANTINED, MailState.PENDING, MailState.DROPPED}
FLAGS = ("automatic", "none_suffices", "in_thread", "close", "proven_reply", "may_speak", "issue_open", "empty")


def every_case():
    """Each combination of what can be known of a mail that is readable and no loop."""
    for dmarc, who, companies in itertools.product(Dmarc.values, Who, (0, 1, 2)):
        for flags in itertools.product((False, True), repeat=len(FLAGS)):
            given = dict(zip(FLAGS, flags, strict=True))
            yield Facts(dmarc=dmarc, who=who, companies=companies, **given)


def test_whatever_is_not_proven_reaches_no_issue():
    for facts in every_case():
        proven = facts.dmarc == Dmarc.PASS or (facts.dmarc == Dmarc.NONE and facts.none_suffices and facts.proven_reply)
        decision = decide(facts)
        if not proven or facts.who != Who.KNOWN:
            assert decision.state in SAFE, facts
        if decision.state in (MailState.FILED, MailState.AUTOMATIC):
            assert facts.in_thread, facts
            assert facts.may_speak, facts
            assert facts.issue_open, facts
        if decision.state == MailState.FILED:
            assert not facts.automatic, facts
        if decision.state == MailState.OPENED:
            assert (facts.in_thread, facts.companies) == (False, 1), facts
        if facts.who == Who.STAFF:
            assert decision.reason in (MailReason.STAFF_OUTSIDE, MailReason.AUTO_REPLY), facts
        if decision.state in SAFE:
            assert decision.reason, facts


def test_loops_and_what_is_too_large_end_before_anything_else():
    proven = {"dmarc": Dmarc.PASS, "who": Who.KNOWN, "companies": 1}
    assert decide(Facts(**proven)).state == MailState.OPENED
    assert decide(Facts(ours=True, **proven)).reason == MailReason.LOOP
    assert decide(Facts(hops=41, **proven)).reason == MailReason.LOOP
    assert decide(Facts(too_large=True, **proven)).reason == MailReason.TOO_LARGE
    assert decide(Facts(too_many=True, **proven)).reason == MailReason.TOO_MANY


@pytest.mark.parametrize(
    ("headers", "dmarc"),
    [
        ([f"{SERVER}; dmarc=pass header.from=a.example"], Dmarc.PASS),
        ([f"{SERVER} 1; spf=pass;\n\tdmarc=pass (p=none) header.from=A.example"], Dmarc.PASS),
        ([f"{SERVER.upper()}; DMARC=Pass header.from=a.example"], Dmarc.PASS),
        ([f"{SERVER}; dmarc = pass header.from = a.example"], Dmarc.PASS),
        ([f"{SERVER}; dmarc=pass"], Dmarc.FAIL),
        ([f"{SERVER}; dmarc=pass header.from=b.example"], Dmarc.FAIL),
        ([f"{SERVER}; dmarc=bestguesspass header.from=a.example"], Dmarc.NONE),
        ([f"{SERVER}; dmarc=temperror header.from=a.example"], Dmarc.NONE),
        ([f"{SERVER}; none"], Dmarc.NONE),
        ([f"{SERVER}; spf=pass; dkim=pass"], Dmarc.NONE),
        ([], Dmarc.NONE),
        (["", ";", "(", '"', "\\"], Dmarc.NONE),
        (["mx.other.example; dmarc=pass header.from=a.example"], Dmarc.NONE),
        ([f"{SERVER}; dmarc=fail header.from=a.example", f"{SERVER}; dmarc=pass header.from=a.example"], Dmarc.FAIL),
        (["other; dmarc=fail", f"{SERVER}; dmarc=pass header.from=a.example"], Dmarc.NONE),
        (["", f"{SERVER}; dmarc=pass header.from=a.example"], Dmarc.NONE),
        ([f'{SERVER}; x="; dmarc=pass header.from=a.example"'], Dmarc.NONE),
        ([f"{SERVER}; (dmarc=pass header.from=a.example) spf=none"], Dmarc.NONE),
        ([f"{SERVER}; " + "(" * 50_000], Dmarc.NONE),
    ],
)
def test_only_the_own_servers_topmost_word_counts(headers, dmarc):
    assert verdict(headers, [SERVER], "a.example").dmarc == dmarc
    assert verdict(headers, [], "a.example").dmarc == Dmarc.NONE
    assert verdict(headers, [SERVER], "").dmarc != Dmarc.PASS


def test_quotations_are_told_apart_wherever_they_stand():
    mixed = "Yes.\n\nOn Monday Ana wrote:\n> One?\n\nand\n\n> Two?\nNo."
    assert own_words(mixed) == "Yes.\n\nand\n\nNo."
    assert [piece.quoted for piece in pieces(mixed)] == [False, True, False, True, False]
    assert own_words("Seen.\n\n-----Original Message-----\nFrom: x\nBody") == "Seen."
    assert own_words("From: the desk we got word.\nThat is all.") == "From: the desk we got word.\nThat is all."
    assert own_words("> nothing\n> but this") == "> nothing\n> but this"
    drawn = mail_html("<b>a</b>\nb\n\nc\n> </details><script>x</script>")
    assert drawn.startswith("<p>&lt;b&gt;a&lt;/b&gt;<br>b</p><p>c</p><details")
    assert "<script" not in drawn
    assert drawn.count("</details>") == 1
    assert mail_html("") == ""
    assert len(pieces(">" * 100_000 + "\n" + "From: " * 100_000)) >= 1


def test_html_becomes_words_and_nothing_else():
    assert html_to_text("<p>a<br>b</p><p>c</p>") == "a\nb\n\nc"
    assert html_to_text('<a href="https://x.example/">x</a>') == "x <https://x.example/>"
    assert html_to_text('<a href="javascript:x">x</a><img src=y onerror=z><style>p{}</style>') == "x"
    assert html_to_text("<table><tr><td>1</td><td>2</td></tr></table>") == "1  2"
    assert html_to_text("&lt;script&gt;") == "<script>"
    assert html_to_text("seen" + "<div>" * 200_000 + "too deep") == "seen"
    assert html_to_text("<div><p>a</div>" * 1_000).count("a") == 1_000


def test_the_same_mail_is_known_by_whatever_way_it_came():
    mail = b"Received: x\r\nFrom: a@b.example\r\nSubject: S\r\n\r\nBody\r\n"
    assert content_hash(mail) == content_hash(b"Received: y\nX-Spam: no\n" + mail.partition(b"\r\n")[2] + b"\r\n")
    assert content_hash(mail) != content_hash(mail.replace(b"Body", b"Other"))
    assert content_hash(mail) != content_hash(mail.replace(b"Subject: S", b"Subject: T"))


@pytest.mark.parametrize(
    ("header", "address"),
    [
        ("Ana <ana@b.example>", "ana@b.example"),
        ("ANA@B.EXAMPLE", "ana@b.example"),
        ('"x@y.example" <ana@b.example>', "ana@b.example"),
        ("ana@b.example, x@y.example", ""),
        ("x@y.example) ana@b.example", ""),
        ("ana@b.example <x@y.example", ""),
        ("<ana@b.example>\r\n <x@y.example>", ""),
        ("a: ana@b.example;", ""),
        ("ana", ""),
        ("", ""),
        ("än@b.example", ""),
    ],
)
def test_a_sender_is_one_address_or_nobody(header, address):
    found = parse(f"From: {header}\r\nSubject: x\r\n\r\nText".encode())
    assert found.sender in (address, "")
    if address:
        assert found.sender == address
