"""One's own settings and tokens, for staff and participants' users alike.

These pages run outside the wall, since they write to the account; so they touch the person's own rows only. What a
reference names, a token to be revoked, is held by the wall as well.
"""

from typing import Any

from allauth.account.decorators import reauthentication_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from accounts import permissions
from accounts.access import has_second_factor
from accounts.actions import sessions, staff, tokens
from accounts.forms.own import SessionForm, SettingsForm, TokenForm
from accounts.forms.staff import NoFieldsForm
from accounts.models import ApiToken, CalendarFeed, User
from portal.lifecycle.refusals import Answer
from portal.web.themes import remember_theme
from portal.web.views import ActionButton, ActionFormView


class OwnForm(LoginRequiredMixin, ActionFormView):
    """A form about oneself; nobody else's row can be named."""

    def permission(self) -> Answer:
        return permissions.can_change_profile(self.request.user, self.request.user)

    def get_success_url(self) -> str:
        return reverse("accounts:settings")


class SettingsView(OwnForm):
    form_class = SettingsForm
    template_name = "accounts/settings.html"
    success_message = "Your settings are saved."

    def get_form_kwargs(self) -> dict[str, Any]:
        # A copy: the form writes into its instance, and the action compares with what is stored.
        return super().get_form_kwargs() | {"instance": User.objects.get(pk=self.request.user.pk)}

    def act(self, data: dict[str, Any], **who: Any) -> User:
        return staff.change_profile(person=self.request.user, **data, **who)

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        return remember_theme(response, form.cleaned_data["theme"]) if response.status_code == 302 else response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        companies = {membership.ref: membership.participant_name for membership in user.memberships_now}
        tokens_now = list(ApiToken.objects.visible_to(user).usable_at(timezone.now()))
        for token in tokens_now:
            token.company = companies.get(token.membership_ref, "")
        return super().get_context_data(
            tokens=tokens_now,
            feed=CalendarFeed.objects.visible_to(user).first(),
            may_have_tokens=permissions.can_use_tokens(user, user),
            has_factor=has_second_factor(user),
            **kwargs,
        )


@method_decorator(never_cache, name="dispatch")
class TokenAddView(OwnForm):
    """Shows the secret in the answer itself, once; it is kept nowhere, also not in the session."""

    form_class = TokenForm
    template_name = "accounts/token_add.html"

    @method_decorator(reauthentication_required(app="accounts"))
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().dispatch(request, *args, **kwargs)

    def permission(self) -> Answer:
        return permissions.can_use_tokens(self.request.user, self.request.user)

    def act(self, data: dict[str, Any], **who: Any) -> tuple[ApiToken, str]:
        acting_for = self.request.user.acting_for
        membership_ref = acting_for.membership_ref if acting_for else ""
        return tokens.issue_token(user=self.request.user, membership_ref=membership_ref, **data, **who)

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        if response.status_code != 302:
            return response
        token, secret = self.done
        return self.response_class(self.request, "accounts/token_made.html", {"token": token, "secret": secret})


class PostedForm(OwnForm, ActionButton):
    """A button of the settings."""


class SessionEndView(PostedForm):
    form_class = SessionForm
    success_message = "That device is signed out."

    def act(self, data: dict[str, Any], **who: Any) -> None:
        sessions.end_session(person=self.request.user, session=data["session"], **who)

    def get_success_url(self) -> str:
        return reverse("usersessions_list")


class TokenRevokeView(PostedForm):
    model = ApiToken
    form_class = NoFieldsForm
    success_message = "The token is revoked."

    def permission(self) -> Answer:
        return permissions.can_revoke_token(self.request.user, self.object)

    def act(self, data: dict[str, Any], **who: Any) -> ApiToken:
        return tokens.revoke_token(token=self.object, **who)
