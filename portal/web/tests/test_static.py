"""What is sent before the first word can be read."""

import gzip
import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.test import RequestFactory
from fontTools.ttLib import TTFont

from portal.web.fonts import NAME, PREFIX, FontFinder
from portal.web.middleware import CompressMiddleware
from portal.web.storage import StaticStorage

# The frame of mails: mail programs know neither our style sheets nor our policy.
OF_MAILS = {"outbox/mail.html"}
LIMIT = 120 * 1024


def test_the_font_is_small_and_has_the_letters_of_names():
    path = finders.find(f"{PREFIX}/{NAME}")
    assert Path(path).stat().st_size < 40 * 1024
    letters = TTFont(path).getBestCmap()
    assert {ord(letter) for letter in "AZaz09éñłŽ–…’"} <= set(letters)


def test_collecting_finds_the_font_where_the_styles_look_for_it():
    found = {f"{storage.prefix}/{path}" for path, storage in FontFinder().list([])}
    assert found == {f"{PREFIX}/{NAME}"}
    assert f"../{PREFIX}/{NAME}" in (settings.BASE_DIR / "static/css/tokens.css").read_text()


def test_everything_of_a_first_page_but_its_own_text_stays_light():
    frame = (settings.BASE_DIR / "templates/base.html").read_text()
    names = [*re.findall(r'static "((?:css|js)/[^"]+)"', frame), "django_htmx/htmx-2.min.js"]
    assert {"css/tokens.css", "js/portal.js"} <= set(names)
    compressed = sum(len(gzip.compress(Path(finders.find(name)).read_bytes())) for name in names)
    assert compressed + Path(finders.find(f"{PREFIX}/{NAME}")).stat().st_size < LIMIT


def test_a_missing_source_map_does_not_stop_collecting(tmp_path):
    (tmp_path / "lib.css").write_text("a{color:red}\n/*# sourceMappingURL=lib.css.map */\n")
    (tmp_path / "lib.js").write_text("let a\n//# sourceMappingURL=lib.js.map\n")
    storage = StaticStorage(location=tmp_path, base_url="/static/")
    source = StaticStorage(location=tmp_path, base_url="/static/")
    results = list(storage.post_process({name: (source, name) for name in ("lib.css", "lib.js")}))
    assert not [result for _, _, result in results if isinstance(result, Exception)]


def test_before_anything_is_collected_files_have_their_plain_names(tmp_path):
    assert StaticStorage(location=tmp_path, base_url="/static/").url("css/base.css") == "/static/css/base.css"


def test_no_style_or_script_stands_in_a_template():
    """The policy would refuse it in the browser; here it is found before."""
    folder = settings.BASE_DIR / "templates"
    for path in set(folder.rglob("*.html")) - {folder / name for name in OF_MAILS}:
        text = path.read_text()
        assert " style=" not in text, path
        assert "<style" not in text, path
        assert "hx-on" not in text, path
        for opening in text.split("<script")[1:]:
            tag = opening.split(">", 1)[0]
            assert "src=" in tag or "application/json" in tag, path


def test_pages_leave_compressed_and_files_as_they_are(client, db):
    page = client.get("/accounts/login/", headers={"Accept-Encoding": "gzip"})
    assert page["Content-Encoding"] == "gzip"
    assert b"<!doctype html>" in gzip.decompress(page.content)
    assert "Accept-Encoding" in page["Vary"]
    answer = HttpResponse(b"%PDF" * 200, content_type="application/pdf")
    request = RequestFactory(headers={"Accept-Encoding": "gzip"}).get("/")
    assert "Content-Encoding" not in CompressMiddleware(lambda _: answer)(request)
