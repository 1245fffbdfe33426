from django.apps import AppConfig


class IssuesConfig(AppConfig):
    name = "issues"

    def ready(self) -> None:
        from issues import (
            audit_verbs,  # noqa: F401 - importing it registers the verbs
            issue_navigation,
            issue_pages,
            issue_panels,
            joining,
        )
        from issues.actions.catalog import load_categories
        from portal.lifecycle import catalogs

        catalogs.register("categories of issues", load_categories)
        joining.register()
        issue_pages.register()
        issue_panels.register()
        issue_navigation.register()
