from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from accounts import (
            audit_room_news,
            audit_room_verbs,  # noqa: F401 - importing it registers the verbs
            audit_verbs,  # noqa: F401 - importing it registers the verbs
            configuration_verbs,  # noqa: F401 - importing it registers the verbs
            configured,
            historic,
            learning_facts,
            learning_news,
            learning_verbs,  # noqa: F401 - importing it registers the verbs
            level_news,
            level_verbs,  # noqa: F401 - importing it registers the verbs
            mail,
            mentored_below,
            menus,
            report_news,
            report_verbs,  # noqa: F401 - importing it registers the verbs
            retained,
            retention_verbs,  # noqa: F401 - importing it registers the verbs
            search,
            shadowing_verbs,  # noqa: F401 - importing it registers the verbs
            sign_in_events,
            topic_verbs,  # noqa: F401 - importing it registers the verbs
        )
        from accounts.access import may_sign_in
        from accounts.actions.catalog import load_departments
        from accounts.actions.demo import fill_staff
        from accounts.actions.demo_topics import fill_topics
        from accounts.actions.learning_catalog import load_learning
        from accounts.actions.level_rights import load_levels
        from accounts.actions.report_rules import load_report_rules
        from accounts.actions.retention import load_retention
        from accounts.actions.topics import load_topics
        from accounts.api import urls  # noqa: F401 - importing it registers the endpoints
        from accounts.standing_in import away, stand_ins
        from portal.lifecycle import catalogs, demo
        from portal.outbox import people

        catalogs.register("departments", load_departments)
        catalogs.register("topics", load_topics)
        catalogs.register("levels", load_levels)
        catalogs.register("retention of personal data", load_retention)
        catalogs.register("steps of learning plans", load_learning)
        catalogs.register("rules of reports", load_report_rules)
        demo.register("staff", fill_staff)
        demo.register("topics of the staff", fill_topics)
        mail.register()
        audit_room_news.register()
        learning_facts.register()
        learning_news.register()
        level_news.register()
        report_news.register()
        mentored_below.register()
        people.register_stand_ins(stand_ins, away)
        people.register_access(may_sign_in)
        menus.register()
        configured.register()
        retained.register()
        historic.register()
        search.register()
        sign_in_events.connect()
