from django.apps import AppConfig


class IssuesConfig(AppConfig):
    name = "issues"

    def ready(self) -> None:
        from issues import (
            audit_verbs,  # noqa: F401 - importing it registers the verbs
            conversation_pages,
            issue_navigation,
            issue_pages,
            issue_panels,
            joining,
            mail_figures,
            mail_navigation,
            mail_news,
            mail_verbs,  # noqa: F401 - importing it registers the verbs
            notifications,
            targets,
            working,
        )
        from issues.actions.catalog import (
            load_categories,
        )
        from issues.actions.demo_conversation import (
            fill_conversation,
        )
        from issues.actions.demo_issues import (
            fill_issues,
        )
        from issues.actions.demo_mails import fill_mails
        from issues.actions.saved_replies_catalog import (
            load_saved_replies,
        )
        from issues.api import (
            urls,  # noqa: F401 - importing it registers the endpoints
        )
        from portal.lifecycle import (
            catalogs,
            demo,
        )

        catalogs.register("categories of issues", load_categories)
        targets.register()
        demo.register("issues", fill_issues)
        joining.register()
        issue_pages.register()
        issue_panels.register()
        issue_navigation.register()
        catalogs.register("saved replies", load_saved_replies)
        notifications.register()
        conversation_pages.register()
        demo.register("issue conversation", fill_conversation)
        working.register()
        mail_news.register()
        mail_figures.register()
        mail_navigation.register()
        demo.register("incoming mail", fill_mails)
