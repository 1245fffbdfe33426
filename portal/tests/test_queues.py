"""Every kind of work has its queue; nothing waits behind what takes minutes, and a stale run is let go."""

from django.conf import settings

from portal.celery import app
from portal.embedded.address import Address
from portal.embedded.management.commands.serve import children
from portal.queues import HEAVY, KINDS, MAIL, QUEUES, ROUTES, SWEEPS


def test_each_task_waits_in_a_queue_that_a_worker_of_serve_takes_from() -> None:
    app.loader.import_default_modules()
    app.finalize()
    ours = {name for name in app.tasks if not name.startswith("celery.")}
    assert ours >= set(ROUTES), "a queue is named for a task that is not there"
    queues = {name: app.amqp.router.route({}, name)["queue"].name for name in ours}
    assert queues["portal.outbox.tasks.deliver_due"] == MAIL
    assert queues["portal.calendars.tasks.sweep_deadlines"] == SWEEPS
    assert queues["participants.tasks.advance_import"] == HEAVY

    commands = [command for _name, command, _environment in children(Address("127.0.0.1", 8000))]
    taken = [word.removeprefix("--queues=").split(",") for one in commands for word in one if "--queues=" in word]
    assert sorted(sum(taken, [])) == sorted(set(queues.values())) == sorted(queue.name for queue in QUEUES)
    assert [HEAVY] in taken, "what takes minutes stands alone"


def test_a_worker_takes_mail_first_and_stale_runs_are_let_go() -> None:
    assert list(app.amqp.queues) == [MAIL, SWEEPS, HEAVY]
    assert app.conf.broker_transport_options["queue_order_strategy"] == "priority"
    for row in settings.CELERY_BEAT_SCHEDULE.values():
        assert row["options"]["expires"] >= row["schedule"]
    assert not set(KINDS[MAIL]) & set(KINDS[HEAVY])
