"""The page behind the link of an invitation: sign up, or sign in and confirm.

It runs outside the wall: whoever opens it may be nobody yet. Unless the secret fits an open invitation,
every request gets the same answer, so nothing can be learned by trying.
"""

from typing import Any

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from accounts import invitation_plans
from accounts.actions.invitations import accept_invitation
from accounts.actions.sign_up import sign_up
from accounts.forms.own import AcceptForm
from accounts.models import Invitation, User
from accounts.rules import secrets
from portal.lifecycle.refusals import Refused


@method_decorator([never_cache, sensitive_post_parameters("password")], name="dispatch")
class InvitationView(View):
    http_method_names = ["get", "post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.invitation = _found(kwargs["ref"], kwargs["secret"])
        if self.invitation is None:
            return render(request, "accounts/invitation_gone.html", status=404)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            return self._page("accounts/invitation_confirm.html", fits=self._fits())
        if self._has_account():
            return self._page("accounts/invitation_sign_in.html", sign_in_url=self._sign_in_url())
        form = AcceptForm(invitation=self.invitation, initial={"name": self.invitation.name})
        return self._page("accounts/invitation_sign_up.html", form=form)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            return self._confirm()
        if self._has_account():
            return HttpResponseRedirect(self._sign_in_url())
        form = AcceptForm(request.POST, invitation=self.invitation)
        if form.is_valid():
            try:
                return self._signed_up(form.cleaned_data)
            except Refused as refusal:
                form.add_error(None, refusal.reason)
        return self._page("accounts/invitation_sign_up.html", form=form, status=422)

    def _signed_up(self, data: dict[str, Any]) -> HttpResponse:
        """The new person is signed in by allauth's own flow, so that nothing of it is skipped."""
        person = sign_up(invitation=self.invitation, name=data["name"], password=data["password"], now=timezone.now())
        login = Login(user=person, email=person.email, signup=True)
        return perform_password_login(self.request, {"email": person.email}, login)

    def _confirm(self) -> HttpResponse:
        if not self._fits():
            return self._page("accounts/invitation_confirm.html", fits=False, status=403)
        try:
            accept_invitation(invitation=self.invitation, user=self.request.user, now=timezone.now())
        except Refused as refusal:
            return self._page("accounts/invitation_confirm.html", fits=True, refusal=refusal.reason, status=422)
        messages.success(self.request, "The invitation is accepted.")
        return HttpResponseRedirect(reverse("home") if self.request.user.is_staff else reverse("my-home"))

    def _fits(self) -> bool:
        return self.request.user.email == self.invitation.email

    def _has_account(self) -> bool:
        return User.objects.with_address(self.invitation.email).exists()

    def _sign_in_url(self) -> str:
        return f"{reverse('account_login')}?next={self.request.path}"

    def _page(self, template: str, status: int = 200, **context: Any) -> HttpResponse:
        page = {"invitation": self.invitation, "described": invitation_plans.described(self.invitation)}
        return render(self.request, template, page | context, status=status)


def _found(ref: str, secret: str) -> Invitation | None:
    """The open invitation this link proves; a wrong reference costs the same comparison as a wrong secret."""
    opened = Invitation.objects.open_at(timezone.now()).filter(ref=ref)
    invitation = opened.select_related("invited_by", "department").first()
    fits = secrets.proves(secret, invitation.digest if invitation else "")
    return invitation if fits else None
