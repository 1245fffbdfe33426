"""Saved views of lists, which columns they show, and whether single keys do something."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.generic import TemplateView

from accounts import permissions
from accounts.actions import saved_views
from accounts.forms.saved_views import ColumnsForm, NewViewForm, SavedViewForm, ShortcutsForm
from accounts.models import SavedView, User
from accounts.saved_lists import SavedList, counts_of, first_list, kept_query, list_of, views_of
from accounts.views.desk.pages import StaffButton
from portal.lifecycle.refusals import Allowed, Answer
from portal.web.doors import DeskDoor
from portal.web.views import ActionFormView


class OfList(DeskDoor, ActionFormView):
    """About one list, which must be one that the person may read; ends there."""

    template_name = "accounts/saved_view_form.html"

    def noun(self) -> str:
        if self.object:
            return self.object.noun
        given = self.request.POST.get("noun") or self.request.GET.get("noun")
        return given or first_list(self.request.user)

    @property
    def listed(self) -> SavedList:
        found = list_of(self.noun(), self.request.user)
        if found is None:
            raise Http404
        return found

    def permission(self) -> Answer:
        return Allowed() if self.listed else permissions.can_change_view(self.request.user, self.object)

    def get_success_url(self) -> str:
        return reverse(self.listed.url_name)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(listed=self.listed, back=reverse(self.listed.url_name), **kwargs)


class SavedViewAddView(OfList):
    form_class = NewViewForm
    extra_context = {"title": "Save this view", "submit_label": "Save view"}

    def get_initial(self) -> dict[str, Any]:
        return {"noun": self.noun(), "query": self.request.GET.get("query", "")[:2000]}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user}

    def act(self, data: dict[str, Any], **who: Any) -> SavedView:
        return saved_views.save_view(**data, **who)

    def get_success_url(self) -> str:
        return address_of(self.done)


class SavedViewBarView(DeskDoor, TemplateView):
    """The saved views of a list with their counts; asked for by the list once it stands."""

    template_name = "accounts/_saved_views.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user, given = self.request.user, self.request.GET
        listed = list_of(given.get("noun") or first_list(user), user)
        if listed is None:
            raise Http404
        views = views_of(user, listed.noun)
        for view, count in zip(views, counted(user, listed, views), strict=True):
            view.count = count
        return super().get_context_data(
            views=views,
            noun=listed.noun,
            query=kept_query(given.get("query", "")),
            saved=given.get("saved", ""),
            address=reverse(listed.url_name),
            **kwargs,
        )


class SavedViewChangeView(OfList):
    model = SavedView
    form_class = SavedViewForm
    extra_context = {"title": "Change this view", "submit_label": "Save"}

    def permission(self) -> Answer:
        return permissions.can_change_view(self.request.user, self.object)

    def get_initial(self) -> dict[str, Any]:
        return {"name": self.object.name, "sharing": self.object.sharing}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user}

    def act(self, data: dict[str, Any], **who: Any) -> SavedView:
        return saved_views.change_view(view=self.object, **data, **who)

    def get_success_url(self) -> str:
        return address_of(self.done)


class SavedViewDropView(StaffButton):
    model: Any = SavedView
    success_message = "The view “{object}” is dropped."

    def permission(self) -> Answer:
        return permissions.can_change_view(self.request.user, self.object)

    def act(self, data: dict[str, Any], **who: Any) -> None:
        saved_views.drop_view(view=self.object, **who)

    def get_success_url(self) -> str:
        found = list_of(self.object.noun, self.request.user)
        return reverse(found.url_name) if found else reverse("home")


class ColumnsView(OfList):
    """Which columns the list shows; back to where it was asked for."""

    http_method_names = ["post"]
    form_class = ColumnsForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"columns": self.listed.columns}

    def act(self, data: dict[str, Any], **who: Any) -> User:
        return saved_views.choose_columns(noun=self.listed.noun, columns=data["columns"], **who)

    def form_invalid(self, form: Any) -> HttpResponse:
        messages.error(self.request, "Choose among the columns of this list.")
        return self.redirected()

    def redirected(self) -> HttpResponse:
        return HttpResponse(status=302, headers={"Location": self.get_success_url()})

    def get_success_url(self) -> str:
        wanted = self.request.POST.get("next", "")
        inside = url_has_allowed_host_and_scheme(wanted, {self.request.get_host()}, self.request.is_secure())
        return wanted if inside else super().get_success_url()


class ShortcutsView(DeskDoor, ActionFormView):
    """The switch below the list of shortcuts; back to where it was asked for."""

    http_method_names = ["post"]
    form_class = ShortcutsForm

    def permission(self) -> Answer:
        return permissions.can_change_profile(self.request.user, self.request.user)

    def act(self, data: dict[str, Any], **who: Any) -> User:
        return saved_views.switch_shortcuts(on=data["on"], **who)

    def get_success_url(self) -> str:
        wanted = self.request.headers.get("Referer", "")
        inside = url_has_allowed_host_and_scheme(wanted, {self.request.get_host()}, self.request.is_secure())
        return wanted if inside else reverse("home")


def counted(user: User, listed: SavedList, views: list[SavedView]) -> list[str]:
    found = counts_of(user, listed, views)
    return [found.get(view.ref, "") for view in views]


def address_of(view: SavedView) -> str:
    """The list as the view shows it."""
    found = list_of(view.noun, view.owner)
    query = f"{view.query}&" if view.query else ""
    return f"{reverse(found.url_name)}?{query}saved={view.ref}" if found else reverse("home")
