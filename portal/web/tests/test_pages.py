"""Frames that need no row of the database."""

from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from portal.web.context import Shell

factory = RequestFactory()


def request_of(user: object) -> object:
    request = factory.get("/somewhere/")
    request.user = user
    request.resolver_match = None
    return request


NOBODY = SimpleNamespace(is_authenticated=False)


@pytest.mark.parametrize("name", ["400.html", "403_csrf.html", "500.html", "404.html"])
def test_error_pages_need_nothing_at_all(name):
    drawn = render_to_string(name)
    assert "<h1>" in drawn
    assert 'href="/"' in drawn


def test_a_refusal_is_shown_in_its_own_words_and_escaped():
    assert "Only <b>" not in render_to_string("403.html", {"reason": "Only <b> may."})
    assert "Supervisors only." in render_to_string("403.html", {"exception": PermissionError("Supervisors only.")})
    assert "not possible now" in render_to_string("403.html", {"reason": "It is closed.", "status": 409})


@pytest.mark.parametrize(
    ("user", "frame"),
    [
        (NOBODY, "base_entrance.html"),
        (SimpleNamespace(is_authenticated=True, is_staff=True), "base_desk.html"),
        (SimpleNamespace(is_authenticated=True, is_staff=False), "base_my.html"),
    ],
)
def test_shared_pages_stand_in_the_frame_of_whoever_looks(user, frame):
    assert Shell(request_of(user)).frame == frame


def test_someone_with_several_companies_sees_for_which_one():
    memberships = [
        SimpleNamespace(ref="M1", participant_name="Mesa"),
        SimpleNamespace(ref="M2", participant_name="Lantern"),
    ]
    user = SimpleNamespace(
        is_authenticated=True,
        name="Ana",
        memberships_now=memberships,
        acting_for=SimpleNamespace(membership_ref="M2"),
    )
    shell = Shell(request_of(user))
    assert shell.acting_for.participant_name == "Lantern"
    assert shell.person_note == "Lantern"


def test_nobody_has_no_menus():
    shell = Shell(request_of(NOBODY))
    assert (shell.desk, shell.user_menu, shell.person) == ([], [], "")
    assert (shell.my.first, shell.my.more) == ([], [])
