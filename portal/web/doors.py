"""Who stands in front of a view: staff at the desk, or a participant's user. Views inherit one of the two."""

from typing import Any

from django.contrib.auth.mixins import AccessMixin
from django.http import Http404, HttpRequest, HttpResponse

from portal.lifecycle.refusals import Denied


class DeskDoor(AccessMixin):
    """Staff only: participants' users get 404, staff without `capability` get 403 with the reason."""

    capability = "desk.enter"
    denial = "Your role does not include this."

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        if not request.user.is_staff:
            raise Http404
        if not request.user.can(self.capability):
            Denied(self.denial).enforce()
        return super().dispatch(request, *args, **kwargs)


class MyDoor(AccessMixin):
    """Participants' users who act for a participant; staff get 404. `permission` may ask for more."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.handle_no_permission()
        if request.user.is_staff or request.user.acting_for is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)
