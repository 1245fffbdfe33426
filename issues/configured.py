"""What issues go by, as sections of the configuration file."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from issues.actions.coaching_catalog import change_policy
from issues.actions.dispute_rules import CHANGEABLE as DISPUTE_RULE
from issues.actions.dispute_rules import change_dispute_rule
from issues.actions.policies import PolicyDraft, draft_of, publish_policy
from issues.actions.referral_times import EDITABLE, change_referral_time
from issues.actions.saved_replies import change_reply
from issues.actions.work_weights import publish_weights
from issues.choices import RuleKind
from issues.manager_work import weights_held
from issues.models import DisputeRule, PolicyVersion, ReferralTime, ReviewPolicy, SavedReply, ServicePolicy
from issues.rules.work_load import NAMES, OUT_OF_RANGE, points_by_name
from portal.lifecycle import configuration
from portal.lifecycle.configuration import Part, Values
from portal.lifecycle.configuration_text import plain
from portal.lifecycle.configured_rows import part_of
from portal.lifecycle.refusals import Refused

CONDITIONS = ("areas", "category_codes", "severities", "role_codes")
WEIGHTS = "points"
UNREADABLE = "A policy consists of a name, an order, conditions, rules and targets."


def register() -> None:
    configuration.register(
        part_of(
            ReferralTime,
            name="times-for-answers",
            title="Times for answers of departments",
            fields=sorted(EDITABLE),
            change=change_referral_time,
            argument="time",
        )
    )
    configuration.register(
        part_of(
            DisputeRule,
            name="rules-of-disputes",
            title="Rules of disputes",
            fields=sorted(DISPUTE_RULE),
            change=change_dispute_rule,
            argument="rule",
            rows=lambda: DisputeRule.objects.exclude(kind=RuleKind.EXCEPTION),
        )
    )
    configuration.register(
        part_of(
            ReviewPolicy,
            name="reviews-of-answers",
            title="How many answers are reviewed",
            fields=("share", "least", "most", "kinds", "active"),
            change=change_policy,
            argument="policy",
            key="level",
            whole=True,
        )
    )
    configuration.register(
        part_of(
            SavedReply,
            name="saved-replies",
            title="Saved replies and macros",
            fields=("title", "text", "move", "cause"),
            change=_change_reply,
            argument="reply",
            rows=lambda: SavedReply.objects.exclude(code="").filter(ended_at=None),
            whole=True,
        )
    )
    configuration.register(Part("weights-of-the-balance", "Weights of the balance", weights, _change_weights))
    configuration.register(Part("service-policies", "Service policies", policies, _change_policy, _add_policy))


def policies() -> dict[str, Values]:
    """The version that holds of each policy made for everybody; one participant's own stays in the portal."""
    versions = PolicyVersion.objects.current().filter(participant=None).select_related("policy")
    found = {}
    for version in versions.order_by("policy__code"):
        draft = draft_of(version)
        conditions = {name: draft.conditions[name] for name in CONDITIONS}
        targets = {"rules": draft.rules, "targets": draft.targets}
        found[version.policy.code] = plain({"name": draft.name, "order": draft.order, **conditions, **targets})
    return found


def weights() -> dict[str, Values]:
    return {WEIGHTS: plain(points_by_name(weights_held()))}


def _change_weights(code: str, values: Values, names: Iterable[str], *, by: Any, now: datetime, reason: str) -> None:
    if not all(type(values[name]) is int for name in NAMES):
        raise Refused(OUT_OF_RANGE)
    publish_weights(points={name: values[name] for name in NAMES}, by=by, now=now, reason=reason)


def _change_reply(*, reply: SavedReply, **fields: Any) -> None:
    change_reply(reply=reply, team=reply.team, hand_to=reply.hand_to, **fields)


def _change_policy(code: str, values: Values, names: Iterable[str], *, by: Any, now: datetime, reason: str) -> None:
    policy = ServicePolicy.objects.get(code=code)
    base = PolicyVersion.objects.current().get(policy=policy).number
    publish_policy(policy=policy, draft=_draft(values), note=reason, by=by, now=now, base=base)


def _add_policy(code: str, values: Values, *, by: Any, now: datetime, reason: str) -> None:
    publish_policy(policy=None, code=code, draft=_draft(values), note=reason, by=by, now=now)


def _draft(values: Values) -> PolicyDraft:
    try:
        conditions = {name: values.get(name, []) for name in CONDITIONS}
        return PolicyDraft(
            str(values["name"]), int(values["order"]), conditions, dict(values["rules"]), list(values["targets"])
        ).sound()
    except (KeyError, TypeError, ValueError, ArithmeticError) as error:
        raise Refused(UNREADABLE) from error
