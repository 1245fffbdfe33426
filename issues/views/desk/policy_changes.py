"""Changing a service policy: a form, a preview of what would move, and only then a new version."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views import View

from issues.actions.policies import PolicyDraft, draft_of, publish_policy
from issues.actions.policy_preview import what_would_move
from issues.forms.policies import TARGETS, BaseTargets, NoteForm, PolicyForm, RulesForm, TargetFormSet
from issues.models import ServicePolicy
from issues.permissions.targets import ONLY_SUPERVISORS
from issues.rules.target_rules import DEFAULT_RULES
from portal.lifecycle.refusals import Refused
from portal.web.doors import DeskDoor

# Fields that are no part of the draft.
BESIDE = ("csrfmiddlewaretoken", "note", "again", "publish")


class Given:
    """The three forms of a policy, empty, filled or as posted."""

    def __init__(self, user: Any, policy: ServicePolicy | None, posted: QueryDict | None) -> None:
        new = policy is None
        if posted is not None:
            self.form = PolicyForm(posted, user=user, new=new)
            self.targets = TargetFormSet(posted, prefix=TARGETS)
            self.rules = RulesForm(posted)
            return
        draft, base = self._present(policy)
        self.form = PolicyForm(initial=PolicyForm.values_of(draft, base), user=user, new=new)
        self.targets = TargetFormSet(initial=BaseTargets.values_of(list(draft.targets)), prefix=TARGETS)
        self.rules = RulesForm(initial=RulesForm.values_of(draft.rules))

    @staticmethod
    def _present(policy: ServicePolicy | None) -> tuple[PolicyDraft, int]:
        if policy is None:
            empty = {"areas": [], "category_codes": [], "severities": [], "role_codes": [], "participant": None}
            return PolicyDraft("", 50, empty, DEFAULT_RULES), 0
        version = policy.versions.select_related("policy", "participant").get(current=True)
        return draft_of(version), version.number

    def is_valid(self) -> bool:
        return all([self.form.is_valid(), self.targets.is_valid(), self.rules.is_valid()])

    def draft(self) -> PolicyDraft:
        data = self.form.cleaned_data
        names = ("areas", "category_codes", "severities", "role_codes", "participant")
        conditions = {name: data[name] for name in names}
        return PolicyDraft(data["name"], data["order"], conditions, self.rules.rules(), self.targets.targets()).sound()


class ChangeDoor(DeskDoor, View):
    """Supervisors only, told why."""

    capability = "issues.oversee"
    denial = ONLY_SUPERVISORS

    def find(self) -> ServicePolicy | None:
        """The policy of the address; nothing for a new one."""
        if "ref" not in self.kwargs:
            return None
        return get_object_or_404(ServicePolicy.objects.visible_to(self.request.user), ref=self.kwargs["ref"])

    def form_page(self, policy: ServicePolicy | None, given: Given, status: int = 200) -> HttpResponse:
        context = {"policy": policy, "form": given.form, "targets": given.targets, "rules": given.rules}
        context |= _addresses(policy)
        return render(self.request, "issues/policy_change.html", context, status=status)

    def preview(self, policy: ServicePolicy | None, given: Given, note: NoteForm | None = None) -> HttpResponse:
        """What publishing would move; writes nothing. Raises `Refused` for what cannot be published."""
        draft, now = given.draft(), timezone.now()
        row = policy or ServicePolicy(code=given.form.cleaned_data["code"], name=draft.name, order=draft.order)
        moves = what_would_move(draft.as_held(row, 0), now=now)
        posted = [(name, value) for name, values in self.request.POST.lists() for value in values]
        context = {
            "policy": policy,
            "draft": draft,
            "moves": moves,
            "examples": [
                {"issue": issue, "clock": clock, "old": old, "new": new, "late": new < now}
                for issue, clock, old, new in moves.examples
            ],
            "note": note or NoteForm(),
            "posted": [pair for pair in posted if pair[0] not in BESIDE],
        }
        context |= _addresses(policy)
        return render(self.request, "issues/policy_preview.html", context, status=422 if note is not None else 200)


class PolicyChangeView(ChangeDoor):
    """The whole policy as a form. Posting it shows the preview; posting it with `again` opens the form once more."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        policy = self.find()
        return self.form_page(policy, Given(request.user, policy, None))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        policy = self.find()
        given = Given(request.user, policy, request.POST)
        if "again" in request.POST:
            return self.form_page(policy, given)
        if "publish" in request.POST and policy is None:
            return publish(self, None)
        if given.is_valid():
            try:
                return self.preview(policy, given)
            except Refused as refusal:
                given.form.add_error(None, refusal.reason)
        return self.form_page(policy, given, 422)


class PolicyAddView(PolicyChangeView):
    """A new policy; published from its preview by posting here with `publish`."""


class PolicyPublishView(ChangeDoor):
    """The button under the preview."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, ref: str) -> HttpResponse:
        return publish(self, self.find())


def _addresses(policy: ServicePolicy | None) -> dict[str, str]:
    """Where the form and the button under its preview go."""
    if policy is None:
        return dict.fromkeys(("change_url", "publish_url"), reverse("issues:policy-add"))
    args = [policy.ref]
    return {
        "change_url": reverse("issues:policy-change", args=args),
        "publish_url": reverse("issues:policy-publish", args=args),
    }


def publish(view: ChangeDoor, policy: ServicePolicy | None) -> HttpResponse:
    """Write the version and go to its page; a missing note, or what cannot be published, is told where it was given."""
    request = view.request
    given, note = Given(request.user, policy, request.POST), NoteForm(request.POST)
    if not given.is_valid():
        return view.form_page(policy, given, 422)
    try:
        if not note.is_valid():
            return view.preview(policy, given, note)
        run = publish_policy(
            policy=policy,
            draft=given.draft(),
            note=note.cleaned_data["note"],
            base=given.form.cleaned_data["base"] or 0,
            code=given.form.cleaned_data.get("code", ""),
            by=request.user,
            now=timezone.now(),
        )
    except Refused as refusal:
        given.form.add_error(None, refusal.reason)
        return view.form_page(policy, given, 422)
    messages.success(request, "Published. Clocks that run are counted anew in the background.")
    return HttpResponseRedirect(run.policy.get_absolute_url())
