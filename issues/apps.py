from django.apps import AppConfig


class IssuesConfig(AppConfig):
    name = "issues"

    def ready(self) -> None:
        from issues import (
            audit_verbs,  # noqa: F401 - importing it registers the verbs
            conversation_pages,
            joining,
            notifications,
        )
        from issues.actions.catalog import load_categories
        from issues.actions.demo_conversation import fill_conversation
        from issues.actions.saved_replies_catalog import load_saved_replies
        from portal.lifecycle import catalogs, demo

        catalogs.register("categories of issues", load_categories)
        catalogs.register("saved replies", load_saved_replies)
        joining.register()
        notifications.register()
        conversation_pages.register()
        demo.register("issue conversation", fill_conversation)
