"""Looking at what registrations must bring: all of the desk's staff may."""

from itertools import pairwise
from typing import Any, Final

from django.http import Http404
from django.views.generic import TemplateView

from participants import permissions
from participants.forms.requirements import RequirementFilter
from participants.models import BlockVersion, MarketRole, Requirement, RequirementBlock
from participants.requirement_pages import Names, Shown, shown_of
from participants.requirements import blocks_now, item_of, items_of
from participants.rules.requirements import checklist, resolve
from participants.rules.requirements.changes import differences, of_item
from portal.web.doors import DeskDoor
from portal.web.views import Scoped

LATEST_VERSIONS: Final = 20


class RequirementListView(DeskDoor, TemplateView):
    """All blocks with their items as they hold now, or those that one market role needs."""

    template_name = "participants/requirement_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        blocks = blocks_now()
        form = RequirementFilter(self.request.GET, roles={role for block in blocks for role in block.roles})
        role = form.wanted
        asked = checklist(blocks, role.code).items if role else {item.code for block in blocks for item in block.items}
        names, rows = Names.read(), {row.code: row for row in RequirementBlock.objects.visible_to(self.request.user)}
        sections = [
            (rows[block.code], shown_of((item for item in block.items if item.code in asked), names))
            for block in blocks
        ]
        return super().get_context_data(
            form=form, role=role, sections=[one for one in sections if one[1]], count=len(asked), **kwargs
        )


class RequirementBlockView(DeskDoor, Scoped, TemplateView):
    """One block: the items of one of its versions, and what each version changed."""

    model = RequirementBlock
    template_name = "participants/requirement_block.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        block = self.scope().filter(code=self.kwargs["code"]).first()
        if block is None:
            raise Http404
        rows = block.versions.select_related("published_by").prefetch_related("items")
        versions = list(rows.order_by("-number")[:LATEST_VERSIONS])
        version = self._version(versions)
        roles = MarketRole.objects.filter(code__in=block.role_codes).order_by("order", "code")
        return super().get_context_data(
            part=block,
            roles=list(roles),
            version=version,
            items=shown_of(items_of(version), Names.read()),
            history=history_of(versions),
            coming=next((one for one in versions if one.coming), None),
            may_edit=permissions.can_edit_catalog(self.request.user),
            **kwargs,
        )

    def _version(self, versions: list[BlockVersion]) -> BlockVersion:
        wanted = self.request.GET.get("version", "")
        current = next(one for one in versions if one.current)
        return next((one for one in versions if str(one.number) == wanted), current)


class RequirementDetailView(DeskDoor, Scoped, TemplateView):
    """One item: all of it, what it waits for and what waits for it, and what changed from version to version."""

    model = Requirement
    template_name = "participants/requirement_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = self.scope().filter(code=self.kwargs["code"]).select_related("version__block", "version__published_by")
        rows = list(rows.order_by("-version__published_at", "-id")[:LATEST_VERSIONS])
        if not rows:
            raise Http404
        blocks, names = blocks_now(), Names.read()
        row = next((one for one in rows if one.version.current), rows[0])
        before = resolve(blocks)
        known = {item.code: item for block in blocks for item in block.items}
        return super().get_context_data(
            row=row,
            shown=Shown(item_of(row), names),
            before=shown_of((item for code, item in known.items() if code in before.get(row.code, ())), names),
            after=shown_of((item for code, item in known.items() if row.code in before[code]), names),
            history=item_history(rows),
            **kwargs,
        )


def history_of(versions: list[BlockVersion]) -> list[tuple[BlockVersion, list[tuple[str, str, str]]]]:
    """Versions, the latest first, each with what it changed against the one before it."""
    items = {version.pk: items_of(version) for version in versions}
    changes = {new.pk: differences(items[old.pk], items[new.pk]) for new, old in pairwise(versions)}
    return [(one, [(what, *values) for what, values in changes.get(one.pk, {}).items()]) for one in versions]


def item_history(rows: list[Requirement]) -> list[tuple[BlockVersion, list[tuple[str, str, str]]]]:
    """The versions in which an item changed, the latest first, and the one it came with."""
    told = []
    for new, old in pairwise([*rows, None]):
        changes = of_item(item_of(old), item_of(new)) if old is not None else {}
        if changes or old is None:
            told.append((new.version, [(what, *values) for what, values in changes.items()]))
    return told
