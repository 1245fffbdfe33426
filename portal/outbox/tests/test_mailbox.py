"""The mailbox of an installation for trying out: on this machine only, names only from the listing, nothing runs."""

from pathlib import Path
from typing import Any

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection

from portal.outbox import mailbox

pytestmark = pytest.mark.django_db

HERE = {"HTTP_HOST": "localhost:8000"}
RULE = b"-" * 79 + b"\n"


@pytest.fixture
def folder(settings: Any, tmp_path: Path) -> Path:
    """Mails written as files below a folder beside which a secret lies."""
    (tmp_path / "secret.log").write_bytes(b"Subject: secret of the data folder\n\nkey\n")
    settings.EMAIL_BACKEND = mailbox.FILES
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    settings.EMAIL_FILE_PATH.mkdir()
    return settings.EMAIL_FILE_PATH


def write(subject: str, text: str = "Your code is 123456: https://portal.example/x", html: str = "") -> None:
    message = EmailMultiAlternatives(subject, text, "portal@iso.example", ["ana@company.example"])
    if html:
        message.attach_alternative(html, "text/html")
    get_connection().send_messages([message])


def only(folder: Path) -> str:
    return next(folder.iterdir()).name


def test_the_newest_mail_comes_first_and_is_read(client: Any, folder: Path) -> None:
    write("Sign-in code")
    text = client.get("/mailbox/", **HERE).content.decode()
    assert "Sign-in code" in text
    assert "ana@company.example" in text
    page = client.get(f"/mailbox/{only(folder)}/1/", **HERE)
    assert '<a href="https://portal.example/x"' in page.content.decode()
    assert "no-store" in page["Cache-Control"]


def test_several_mails_of_one_file_and_rules_inside_a_text_are_kept_apart(client: Any, folder: Path) -> None:
    one = b"Subject: First\nTo: a@x.example\n\nabove\n" + RULE + b"below\n"
    two = b"Subject: Second\nTo: b@x.example\n\nother\n"
    (folder / "batch.log").write_bytes(one + RULE + two + RULE)
    assert [mail.subject for mail in mailbox.latest()] == ["Second", "First"]
    assert "below" in mailbox.find("batch.log", 1).text


def test_the_html_part_stands_in_a_frame_in_which_nothing_runs(client: Any, folder: Path) -> None:
    write("News", html="<p>Hello</p><script>alert(1)</script>")
    path = f"/mailbox/{only(folder)}/1/"
    page = client.get(path, **HERE).content.decode()
    assert "<script>alert" not in page
    assert f'<iframe class="mail-frame" sandbox src="{path}html/"' in page
    part = client.get(f"{path}html/", **HERE)
    policy = part["Content-Security-Policy"]
    assert policy.startswith("sandbox; default-src 'none'")
    assert "script" not in policy
    assert part["X-Frame-Options"] == "SAMEORIGIN"


def test_markup_in_headers_and_text_is_text(client: Any, folder: Path) -> None:
    write("<script>alert(1)</script>", text="<img src=x onerror=alert(1)> javascript:alert(1)")
    for path in ("/mailbox/", f"/mailbox/{only(folder)}/1/"):
        text = client.get(path, **HERE).content.decode()
        assert "<script>alert" not in text
        assert "<img src=x" not in text
        assert 'href="javascript' not in text


@pytest.mark.parametrize(
    "name",
    [
        "secret.log",
        "..%2Fsecret.log",
        "%2e%2e%2fsecret.log",
        "..",
        ".",
        "link.log",
        "mail.txt",
        "sub",
        "a%5C..%5Csecret.log",
    ],
)
def test_only_files_of_the_listing_are_read(client: Any, folder: Path, name: str) -> None:
    (folder / "link.log").symlink_to(folder.parent / "secret.log")
    (folder / "mail.txt").write_bytes(b"Subject: secret\n\n")
    (folder / "sub").mkdir()
    for end in ("1/", "1/html/"):
        answer = client.get(f"/mailbox/{name}/{end}", **HERE)
        assert answer.status_code == 404
        assert b"secret of the data folder" not in answer.content
    assert b"secret" not in client.get("/mailbox/", **HERE).content


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00\xff\xfe",
        b"Subject: =?utf-8?b?####?=\nTo: <<<>>>,,\nContent-Type: text/plain; charset=nothing\n\nbody \xff\n",
        b"Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\n",
        b'Content-Type: text/html; charset="\x00"\nContent-Transfer-Encoding: base64\n\n!!!\n',
        b"Date: yesterday\nMessage-ID: <a\nSubject: \r\n\r\n",
    ],
)
def test_broken_files_break_nothing(client: Any, folder: Path, data: bytes) -> None:
    (folder / "broken.log").write_bytes(data)
    write("Whole")
    assert "Whole" in client.get("/mailbox/", **HERE).content.decode()
    assert client.get("/mailbox/broken.log/1/", **HERE).status_code in (200, 404)
    assert client.get("/mailbox/broken.log/1/html/", **HERE).status_code in (200, 404)
    assert client.get("/mailbox/broken.log/99/", **HERE).status_code == 404


def test_an_empty_or_missing_folder_says_so(client: Any, folder: Path) -> None:
    assert "No mail yet" in client.get("/mailbox/", **HERE).content.decode()
    folder.rmdir()
    assert client.get("/mailbox/", **HERE).status_code == 200


@pytest.mark.parametrize(
    "given",
    [
        {"REMOTE_ADDR": "10.0.0.8"},
        {"HTTP_HOST": "rebound.example"},
        {"HTTP_HOST": "localhost.rebound.example"},
        {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"HTTP_FORWARDED": "for=127.0.0.1"},
        {"HTTP_X_REAL_IP": "127.0.0.1"},
        {"HTTP_X_FORWARDED_HOST": "localhost"},
        {"HTTP_X_FORWARDED_PROTO": "https"},
        {"HTTP_VIA": "1.1 proxy"},
        {"HTTP_CF_CONNECTING_IP": "127.0.0.1"},
    ],
)
def test_from_elsewhere_there_is_no_mailbox(client: Any, folder: Path, given: dict) -> None:
    write("Sign-in code")
    for path in ("/mailbox/", f"/mailbox/{only(folder)}/1/", f"/mailbox/{only(folder)}/1/html/"):
        assert client.get(path, **HERE | given).status_code == 404


@pytest.mark.parametrize(
    "changed",
    [
        {"PRODUCTION": True},
        {"ALLAUTH_TRUSTED_PROXY_COUNT": 1},
        {"EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend"},
    ],
)
def test_in_production_behind_a_proxy_or_with_a_mail_server_there_is_none(
    client: Any, folder: Path, settings: Any, changed: dict
) -> None:
    write("Sign-in code")
    for name, value in changed.items():
        setattr(settings, name, value)
    for path in ("/mailbox/", f"/mailbox/{only(folder)}/1/", f"/mailbox/{only(folder)}/1/html/"):
        assert client.get(path, **HERE).status_code == 404


def test_the_sign_in_page_leads_there_only_where_it_exists(client: Any, folder: Path) -> None:
    assert 'href="/mailbox/"' in client.get("/accounts/login/", **HERE).content.decode()
    assert 'href="/mailbox/"' not in client.get("/accounts/login/").content.decode()


def test_participants_users_read_it_too(signed_in: Any, member: Any, folder: Path) -> None:
    assert signed_in(member).get("/mailbox/", **HERE).status_code == 200
