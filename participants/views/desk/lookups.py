"""Suggestions while one types a company or a QSE; each starts from what the person may see."""

from typing import Any

from django.db.models import Q
from django.views.generic import TemplateView

from participants.forms.lookups import companies, qses
from portal.web.doors import DeskDoor

SUGGESTIONS = 12
SHORTEST = 2


class Suggestions(DeskDoor, TemplateView):
    """Answers with the options of a `<datalist>`; the asking field names its words in `for`."""

    capability = "participants.view"
    template_name = "participants/widgets/_options.html"

    def options(self, words: str) -> list[tuple[str, str]]:
        raise NotImplementedError("Each kind of suggestion reads its own rows.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = " ".join(self.request.GET.get(self.request.GET.get("for", "q"), "")[:100].split())
        options = self.options(words) if len(words) >= SHORTEST else []
        return super().get_context_data(options=options, **kwargs)


class QseOptionsView(Suggestions):
    def options(self, words: str) -> list[tuple[str, str]]:
        named = Q(short_name__icontains=words) | Q(duns__startswith=words) | Q(participant__name__icontains=words)
        rows = qses(self.request.user).filter(named).order_by("short_name", "id")[:SUGGESTIONS]
        return [(row.short_name or row.duns, f"{row.participant.name} · {row.duns}") for row in rows]


class CompanyOptionsView(Suggestions):
    def options(self, words: str) -> list[tuple[str, str]]:
        rows = companies(self.request.user).search(words).order_by("-similarity", "name", "id")[:SUGGESTIONS]
        return [(row.duns or row.ref, row.name) for row in rows]
