from types import SimpleNamespace

import pytest
from django.test import RequestFactory

from portal.web.themes import current_theme, set_theme

factory = RequestFactory()


def test_the_choice_is_kept_and_one_returns_to_the_page():
    response = set_theme(factory.post("/settings/theme/", {"theme": "dark", "next": "/participants/?q=sun"}))
    assert response.status_code == 302
    assert response.url == "/participants/?q=sun"
    assert response.cookies["theme"].value == "dark"


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", ""])
def test_one_is_never_led_to_another_site(target):
    request = factory.post("/settings/theme/", {"theme": "dark", "next": target})
    assert set_theme(request).url == "/"


def test_an_unknown_theme_is_refused():
    response = set_theme(factory.post("/settings/theme/", {"theme": "<script>"}))
    assert response.status_code == 400
    assert "theme" not in response.cookies


def test_a_get_changes_nothing():
    assert set_theme(factory.get("/settings/theme/?theme=dark")).status_code == 405


@pytest.mark.parametrize(
    ("cookie", "chosen", "theme"),
    [("dark", "light", "dark"), ("", "light", "light"), ("pink", "", "system"), ("", "", "system")],
)
def test_the_browsers_cookie_comes_before_the_persons_setting(cookie, chosen, theme):
    request = factory.get("/")
    request.COOKIES["theme"] = cookie
    request.user = SimpleNamespace(theme=chosen)
    assert current_theme(request) == theme
