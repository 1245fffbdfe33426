"""Articles in the administration: looked at only; they change on the desk's own pages, each with its guard."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from portal.web.admin_site import ReadOnlyAdmin
from training.models import Article


@admin.register(Article)
class ArticleAdmin(ReadOnlyAdmin):
    list_display = ("title", "kind", "audience", "state", "owner", "review_on", "changed_at")
    list_filter = ("kind", "audience", "state")
    list_select_related = ("owner",)
    search_fields = ("title", "ref")
    fields = (
        "page",
        ("ref", "created_at", "created_by"),
        ("kind", "audience", "state"),
        "role_codes",
        ("owner", "review_on", "archive_on"),
        ("changed_at", "archived_at"),
    )

    @admin.display(description="page")
    def page(self, row: Article) -> SafeString:
        return format_html('<a href="{}">{}</a>', row.get_absolute_url(), row.title)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("page",)
