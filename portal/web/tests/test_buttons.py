"""What a button says when its action says no."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.test import RequestFactory

from portal.lifecycle.refusals import NotPermitted, Refused
from portal.web.views import ActionButton


class Pressed(ActionButton):
    success_message = "Pressed."
    refusal: Exception | None = None

    def act(self, data: dict[str, Any], **who: Any) -> None:
        if self.refusal is not None:
            raise self.refusal

    def get_success_url(self) -> str:
        return "/back/"


def press(refusal: Exception | None = None) -> tuple[str, list[str]]:
    request = RequestFactory().post("/press/")
    request.user = SimpleNamespace(pk=1)
    request._messages = CookieStorage(request)
    answer = Pressed.as_view(refusal=refusal)(request)
    return answer["Location"], [str(one) for one in get_messages(request)]


def test_a_refusal_is_told_where_one_goes_on_and_a_missing_right_is_refused() -> None:
    assert press() == ("/back/", ["Pressed."])
    assert press(Refused("It is over.")) == ("/back/", ["It is over."])
    with pytest.raises(NotPermitted, match="Supervisors only"):
        press(NotPermitted("Supervisors only."))
    assert Pressed.as_view()(RequestFactory().get("/press/")).status_code == 405
