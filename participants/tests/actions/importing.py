"""What tests of imports share: a small file, and one step of a run."""

from participants.models import ImportRun

CSV = b"short_name,name,duns_number,role\nQA,Amber Power LLC,123456789,QSE\nLB,Bluff Retail,123,LSE\n"


def step(run, action, now, **who):
    """One step of the run, and the run as it stands in the database then."""
    action(run=run, now=now, **who)
    return ImportRun.objects.get(pk=run.pk)
