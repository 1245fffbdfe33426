from django.apps import AppConfig


class ParticipantsConfig(AppConfig):
    name = "participants"

    def ready(self) -> None:
        from participants.actions.demo import fill_participants
        from participants.actions.scale import load_participants
        from portal.lifecycle import demo

        demo.register("participants", fill_participants)
        demo.register_bulk("participants", load_participants)
