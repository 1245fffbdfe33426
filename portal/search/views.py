"""The search page, which is also what the palette shows."""

from typing import Any, Final

from django.contrib.auth.mixins import LoginRequiredMixin
from django.views.generic import TemplateView

from portal.search import registry

# Of each kind, and where only one is searched in.
FEW: Final = 6
MANY: Final = 30


class SearchView(LoginRequiredMixin, TemplateView):
    """`?q=` over everything one may see; the palette asks for the bare results."""

    def get_template_names(self) -> list[str]:
        partial = self.request.htmx and not self.request.htmx.history_restore_request
        return ["search/_results.html" if partial else "search/search.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = self.request.GET.get("q", "")[:200]
        kinds = registry.kinds(self.request.user)
        wanted = self.request.GET.get("in", "")
        only = wanted if wanted in dict(kinds) else ""
        groups = registry.search(self.request.user, words, limit=MANY if only else FEW, only=only)
        return super().get_context_data(words=words, groups=groups, kinds=kinds, only=only, **kwargs)
