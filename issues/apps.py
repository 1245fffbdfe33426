from django.apps import AppConfig


class IssuesConfig(AppConfig):
    name = "issues"

    def ready(self) -> None:
        from issues import (
            audit_verbs,  # noqa: F401 - importing it registers the verbs
            joining,
            working,
        )
        from issues.actions.catalog import load_categories
        from portal.lifecycle import catalogs

        catalogs.register("categories of issues", load_categories)
        joining.register()
        working.register()
