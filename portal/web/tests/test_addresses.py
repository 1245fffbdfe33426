"""Addresses that are filled in are those that Django finds."""

import pytest
from django.template import Context, Template
from django.test import override_settings
from django.urls import NoReverseMatch, path
from django.urls import reverse as look_for
from django.views import View

from portal.web.addresses import reverse

view = View.as_view()
urlpatterns = [
    path("home/", view, name="home"),
    path("rows/<str:ref>/", view, name="row"),
    path("rows/<str:ref>/parts/<int:number>/", view, name="part"),
    path("rows/<str:one>/beside/<str:two>/", view, name="pair"),
    path("words/<slug:word>/", view, name="word"),
]


@override_settings(ROOT_URLCONF=__name__)
def test_an_address_is_the_one_that_django_finds() -> None:
    for name, *args in (
        ("home",),
        ("row", "IS-2026-1"),
        ("row", "a b&c<é"),
        ("row", 12),
        ("part", "IS-1", 3),
        ("pair", "one", "two"),
        ("pair", "0place1place0", "0place0place0"),
        ("word", "plain-word"),
    ):
        assert reverse(name, args=args) == look_for(name, args=args) == reverse(name, args=args)
    for name, *args in (("row",), ("row", "a/b"), ("row", ""), ("word", "a b"), ("nowhere",), ("home", "more")):
        with pytest.raises(NoReverseMatch):
            reverse(name, args=args)


@override_settings(ROOT_URLCONF=__name__)
def test_the_tag_of_templates_says_the_same_and_is_silent_where_it_may() -> None:
    given, kept = (
        '{% url "row" ref %} {% url "row" ref=ref %}',
        '{% url "nowhere" as gone %}[{{ gone }}]{% url name as here %}{{ here }}',
    )
    drawn = Template(f"{given} {kept}").render(Context({"ref": "A-1", "name": "home"}))
    assert drawn == "/rows/A-1/ /rows/A-1/ []/home/"
    with pytest.raises(NoReverseMatch):
        Template('{% url "nowhere" %}').render(Context())


def test_other_addresses_hold_where_others_are_installed() -> None:
    assert reverse("home") == "/"
    with override_settings(ROOT_URLCONF=__name__):
        assert reverse("home") == "/home/"
    assert reverse("home") == "/"
