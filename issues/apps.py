from django.apps import AppConfig


class IssuesConfig(AppConfig):
    name = "issues"

    def ready(self) -> None:
        from issues import (
            audit_verbs,  # noqa: F401 - importing it registers the verbs
            balance_wiring,
            bulk_verbs,  # noqa: F401 - importing it registers the verbs
            coaching_wiring,
            configured,
            contact_source,
            conversation_pages,
            deadline_wiring,
            dispute_wiring,
            filing_panel,
            guidance_wiring,
            handing_over,
            health_sources,
            held_pages,
            historic,
            improvement_wiring,
            issue_navigation,
            issue_pages,
            issue_panels,
            joining,
            mail_figures,
            mail_navigation,
            mail_news,
            mail_verbs,  # noqa: F401 - importing it registers the verbs
            notifications,
            plan_sources,
            protected_wiring,
            queue_pages,
            referral_news,
            referral_pages,
            referral_reactions,
            referral_verbs,  # noqa: F401 - importing it registers the verbs
            report_wiring,
            retained,
            targets,
            topic_uses,
            who_sees_nouns,
            working,
            worklist,
            worklist_judging,
            your_turn,
        )
        from issues.actions.catalog import (
            load_categories,
        )
        from issues.actions.demo_conversation import (
            fill_conversation,
        )
        from issues.actions.demo_held import (
            fill_held,
        )
        from issues.actions.demo_issues import (
            fill_issues,
        )
        from issues.actions.demo_mails import (
            fill_mails,
        )
        from issues.actions.demo_past_questions import (
            fill_past_questions,
        )
        from issues.actions.demo_protecting import (
            fill_protecting,
        )
        from issues.actions.demo_queue import (
            fill_queue,
        )
        from issues.actions.demo_referrals import (
            fill_referrals,
        )
        from issues.actions.demo_rooms import fill_rooms
        from issues.actions.referral_times import (
            load_referral_times,
        )
        from issues.actions.saved_replies_catalog import (
            load_saved_replies,
        )
        from issues.actions.scale import (
            load_issues,
        )
        from issues.actions.scale_guidance import (
            load_guidance,
        )
        from issues.actions.scale_history import (
            load_history,
        )
        from issues.actions.scale_talk import (
            load_talk,
        )
        from issues.api import (
            guidance_urls,  # noqa: F401 - importing it registers the endpoints
            referral_urls,  # noqa: F401 - importing it registers the endpoints
            urls,  # noqa: F401 - importing it registers the endpoints
        )
        from participants.actions.demo_hand_overs import (
            fill_hand_overs,
        )
        from participants.actions.demo_health import (
            fill_health,
        )
        from participants.actions.demo_plan_reviews import (
            fill_plan_reviews,
        )
        from participants.actions.demo_plans import (
            fill_plans,
        )
        from portal.lifecycle import (
            catalogs,
            demo,
        )

        catalogs.register("categories of issues", load_categories)
        deadline_wiring.register()
        targets.register()
        who_sees_nouns.register()
        demo.register("issues", fill_issues)
        joining.register()
        plan_sources.register()
        issue_pages.register()
        issue_panels.register()
        filing_panel.register()
        issue_navigation.register()
        catalogs.register("saved replies", load_saved_replies)
        notifications.register()
        configured.register()
        retained.register()
        historic.register()
        conversation_pages.register()
        demo.register("issue conversation", fill_conversation)
        demo.register("protected entries", fill_protecting)
        working.register()
        protected_wiring.register()
        dispute_wiring.register()
        demo.register("queue of issues", fill_queue)
        demo.register_bulk("issues", load_issues, sizes=("issues", "comments", "still_open"))
        demo.register_bulk("talk about issues", load_talk, sizes=("history",))
        demo.register_bulk("guidance and improvements", load_guidance, sizes=("issues",))
        demo.register_bulk("history of issues", load_history, sizes=("history",))
        queue_pages.register()
        balance_wiring.register()
        catalogs.register("times for answers", load_referral_times)
        demo.register("questions to departments", fill_referrals)
        demo.register("past questions to departments", fill_past_questions)
        referral_news.register()
        referral_pages.register()
        referral_reactions.attach()
        guidance_wiring.register()
        improvement_wiring.register()
        held_pages.register()
        mail_news.register()
        mail_figures.register()
        mail_navigation.register()
        worklist.register()
        worklist_judging.register()
        demo.register("incoming mail", fill_mails)
        demo.register("account plans", fill_plans)
        demo.register("review meetings", fill_plan_reviews)
        contact_source.register()
        handing_over.register()
        demo.register("hand-overs", fill_hand_overs)
        demo.register("answers to release", fill_held)
        your_turn.register()
        health_sources.register()
        demo.register("relationship health", fill_health)
        demo.register("auditors' rooms", fill_rooms)
        coaching_wiring.register()
        topic_uses.register()
        report_wiring.register()
