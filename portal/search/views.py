"""The search page, which is also what the palette shows."""

from typing import Any

from django.contrib.auth.mixins import LoginRequiredMixin
from django.views.generic import TemplateView

from portal.search import registry


class SearchView(LoginRequiredMixin, TemplateView):
    """`?q=` over everything one may see; the palette asks for the bare results."""

    def get_template_names(self) -> list[str]:
        partial = self.request.htmx and not self.request.htmx.history_restore_request
        return ["search/_results.html" if partial else "search/search.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = self.request.GET.get("q", "")[:200]
        groups = registry.search(self.request.user, words)
        return super().get_context_data(words=words, groups=groups, **kwargs)
