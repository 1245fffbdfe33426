"""The rules of disputes and the benchmarks of MarkeTrak at the desk: every row with its source, corrected here."""

from typing import Any

from django.urls import reverse
from django.views.generic import TemplateView

from issues import permissions
from issues.actions import dispute_rules as actions
from issues.choices import RuleKind
from issues.forms.settlement import BenchmarkForm, ExceptionAddForm, form_of
from issues.models import DisputeRule, MarkeTrakSubtype
from issues.rules.dispute_terms import amount_words
from portal.lifecycle.refusals import Answer
from portal.web.doors import DeskDoor
from portal.web.views import ActionFormView, Scoped

TITLES = {
    RuleKind.WINDOW: "Dispute windows",
    RuleKind.EARLY: "Early filing",
    RuleKind.EXCEPTION: "Dated exceptions",
    RuleKind.STATEMENT: "When statements are issued",
    RuleKind.ADR: "Alternative dispute resolution",
}


class DisputeRulesView(DeskDoor, Scoped, TemplateView):
    capability = "issues.view"
    model = DisputeRule
    template_name = "issues/dispute_rules.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = list(self.scope())
        for row in rows:
            row.time = amount_words(row.amount, row.unit) if row.amount else ""
        groups = [(title, [row for row in rows if row.kind == kind]) for kind, title in TITLES.items()]
        return super().get_context_data(
            groups=groups,
            unverified=sum(not row.verified for row in rows),
            many=len(rows),
            may_edit=permissions.can_edit_dispute_rules(self.request.user),
            **kwargs,
        )


class RuleFormView(DeskDoor, ActionFormView):
    capability = "issues.view"
    template_name = "issues/rule_form.html"
    title = ""
    lead = ""
    submit_label = "Save"
    back_name = "issues:dispute-rules"
    back_label = "Rules of disputes"

    def permission(self) -> Answer:
        return permissions.can_edit_dispute_rules(self.request.user)

    def get_success_url(self) -> str:
        return reverse(self.back_name)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = {
            "title": self.title.format(row=self.object),
            "lead": self.lead,
            "submit_label": self.submit_label,
            "back": self.get_success_url(),
            "back_label": self.back_label,
        }
        return super().get_context_data(**page | kwargs)


class DisputeRuleChangeView(RuleFormView):
    model = DisputeRule
    title = "Change {row.code}"
    lead = "Open windows are reckoned anew; the defaults leave a corrected row alone."
    success_message = "Saved."

    def get_form_class(self) -> Any:
        return form_of(self.object)

    def get_initial(self) -> dict[str, Any]:
        return form_of(self.object).values_of(self.object)

    def act(self, data: dict[str, Any], **who: Any) -> DisputeRule:
        return actions.change_dispute_rule(rule=self.object, **data, **who)


class DisputeExceptionAddView(RuleFormView):
    form_class = ExceptionAddForm
    title = "Add a dated exception"
    lead = "An order or a notice extended the windows of some operating days. It only ever extends."
    submit_label = "Add exception"
    success_message = "Added: {done.code}."

    def act(self, data: dict[str, Any], **who: Any) -> DisputeRule:
        return actions.add_dispute_exception(**data, **who)


class BenchmarksView(DeskDoor, Scoped, TemplateView):
    capability = "issues.view"
    model = MarkeTrakSubtype
    template_name = "issues/marketrak_benchmarks.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_edit = permissions.can_edit_dispute_rules(self.request.user)
        return super().get_context_data(rows=list(self.scope()), may_edit=may_edit, **kwargs)


class BenchmarkChangeView(RuleFormView):
    model = MarkeTrakSubtype
    form_class = BenchmarkForm
    title = "Benchmark of {row.name}"
    success_message = "Saved."
    back_name = "issues:marketrak-benchmarks"
    back_label = "Benchmarks of MarkeTrak"

    def get_initial(self) -> dict[str, Any]:
        return {name: getattr(self.object, name) for name in BenchmarkForm.base_fields}

    def act(self, data: dict[str, Any], **who: Any) -> MarkeTrakSubtype:
        return actions.change_benchmark(subtype=self.object, **data, **who)
