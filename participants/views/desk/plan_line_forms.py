"""The forms about the lines of a plan; each calls one action. `kind` in the address says which kind of line."""

from typing import Any, Final, NamedTuple

from django.http import Http404

from participants import permissions
from participants.actions import plan_lines, plan_tasks, plan_work
from participants.forms.plan_lines import (
    DropTaskForm,
    FinishTaskForm,
    MeasureForm,
    MilestoneForm,
    ObjectiveForm,
    PredecessorsForm,
    ReachForm,
    RiskForm,
    StakeholderForm,
    TaskForm,
)
from participants.forms.plans import ButtonForm
from participants.models import AccountPlan, PlanMilestone, PlanObjective, PlanRisk, PlanStakeholder, PlanTask
from participants.views.desk.plan_forms import OfPlan, OfVersion
from portal.lifecycle.refusals import Answer


class Kind(NamedTuple):
    model: type
    form: type
    name: str


KINDS: Final = {
    "objective": Kind(PlanObjective, ObjectiveForm, "an objective"),
    "task": Kind(PlanTask, TaskForm, "a task"),
    "risk": Kind(PlanRisk, RiskForm, "a risk"),
    "stakeholder": Kind(PlanStakeholder, StakeholderForm, "a stakeholder"),
    "milestone": Kind(PlanMilestone, MilestoneForm, "a milestone"),
}


class OfKind:
    """Lines of a kind that there is not are not found."""

    kinds = frozenset(KINDS)

    @property
    def kind(self) -> Kind:
        if self.kwargs["kind"] not in self.kinds:
            raise Http404
        return KINDS[self.kwargs["kind"]]

    def get_template_names(self) -> list[str]:
        return ["participants/plan_task_form.html" if self.kind.model is PlanTask else "participants/plan_form.html"]


class LineAddView(OfKind, OfVersion):
    submit_label = "Add"
    success_message = "Added: {done.title}."

    def get_form_class(self) -> type:
        return self.kind.form

    def act(self, data: dict[str, Any], **who: Any) -> Any:
        if self.kind.model is PlanTask:
            return plan_tasks.add_task(version=self.object, **data, **who)
        return plan_lines.add_line(version=self.object, kind=self.kind.model, **data, **who)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(title=f"Add {self.kind.name}", **kwargs)

    def get_success_url(self) -> str:
        return f"{self.object.get_absolute_url()}#{self.kwargs['kind']}s"


class OfLine(OfPlan):
    """About one line; ends on the page of its version."""

    title = "{row.title}"

    def scope(self) -> Any:
        return super().scope().select_related("version__plan__participant")

    @property
    def plan(self) -> AccountPlan:
        return self.object.version.plan

    def get_success_url(self) -> str:
        return self.object.version.get_absolute_url()


class LineView(OfKind, OfLine):
    @property
    def model(self) -> type:
        return self.kind.model


class LineChangeView(LineView):
    success_message = "Saved."

    def get_form_class(self) -> type:
        return self.kind.form

    def get_initial(self) -> dict[str, Any]:
        return self.kind.form.values_of(self.object)

    def act(self, data: dict[str, Any], **who: Any) -> Any:
        if self.kind.model is PlanTask:
            return plan_tasks.change_task(task=self.object, **data, **who)
        return plan_lines.change_line(line=self.object, **data, **who)


class LineRemoveView(LineView):
    form_class = ButtonForm
    title = "Remove: {row.title}"
    lead = "It is taken out of the draft; what was agreed keeps it."
    submit_label = "Remove"
    danger = True
    success_message = "Removed."

    def get_template_names(self) -> list[str]:
        return ["participants/plan_form.html"]

    def act(self, data: dict[str, Any], **who: Any) -> None:
        plan_lines.remove_line(line=self.object, **who)


class LineMeasureView(LineView):
    """What an agreed objective stands at; that an agreed milestone is reached."""

    kinds = frozenset({"objective", "milestone"})
    success_message = "Saved."

    def get_form_class(self) -> type:
        return MeasureForm if self.kind.model is PlanObjective else ReachForm

    def act(self, data: dict[str, Any], **who: Any) -> Any:
        if self.kind.model is PlanObjective:
            return plan_lines.measure_objective(objective=self.object, **data, **who)
        return plan_lines.reach_milestone(milestone=self.object, **data, **who)


class OfTask(OfLine):
    model = PlanTask

    def scope(self) -> Any:
        return super().scope().select_related("owner")

    def permission(self) -> Answer:
        return permissions.can_work_on_task(self.request.user, self.object)

    def get_success_url(self) -> str:
        return self.object.get_absolute_url()


class TaskPlaceView(OfTask):
    form_class = PredecessorsForm
    title = "What comes before: {row.title}"
    success_message = "Saved."

    def permission(self) -> Answer:
        return permissions.can_write_plan(self.request.user, self.plan)

    def act(self, data: dict[str, Any], **who: Any) -> PlanTask:
        return plan_tasks.place_task(task=self.object, after=data["after"], **who)


class TaskFinishView(OfTask):
    form_class = FinishTaskForm
    title = "Done: {row.title}"
    submit_label = "Done"
    success_message = "Done: {done.title}."

    def act(self, data: dict[str, Any], **who: Any) -> PlanTask:
        return plan_work.finish_task(task=self.object, **data, **who)


class TaskDropView(OfTask):
    form_class = DropTaskForm
    title = "Drop: {row.title}"
    lead = "It is no longer needed. Its deadline is then neither met nor missed."
    submit_label = "Drop the task"
    danger = True
    success_message = "Dropped: {done.title}."

    def act(self, data: dict[str, Any], **who: Any) -> PlanTask:
        return plan_work.drop_task(task=self.object, **data, **who)


class TaskReopenView(OfTask):
    form_class = DropTaskForm
    title = "Open again: {row.title}"
    lead = "It was not done after all; its deadline begins anew."
    submit_label = "Open again"
    success_message = "Open again: {done.title}."

    def act(self, data: dict[str, Any], **who: Any) -> PlanTask:
        return plan_work.reopen_task(task=self.object, **data, **who)
