"""Files in an object store: bytes leave their rows after the commit, and come back only to whoever may read the row."""

from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from types import SimpleNamespace
from typing import Any

import boto3
import pytest
from botocore import UNSIGNED
from botocore.config import Config
from botocore.exceptions import ClientError
from django.apps import apps
from django.db.models import FileField
from django.urls import reverse
from django.utils import timezone
from moto.server import ThreadedMotoServer

from accounts.models import User
from participants.actions.data_exports import KEPT, drop_expired, prepare_waiting
from participants.models import DataExport, DataExportContent
from portal.documents import shelves, tasks
from portal.documents.models import DocumentContent
from portal.documents.store_policy import read_store
from portal.settings import env
from portal.testing import furnish_checklist

BUCKET, PREFIX, KEY = "portal-files", "first", "not-a-real-key"
BYTES = b"what proves it"


@pytest.fixture
def bucket(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A client of an empty bucket that the portal stores to."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    endpoint = "http://{}:{}".format(*server.get_host_and_port())
    where = {"BUCKET": BUCKET, "ENDPOINT": endpoint, "PREFIX": PREFIX, "REGION": "us-east-1"}
    for name, value in (where | {"ACCESS_KEY": KEY, "SECRET_KEY": KEY}).items():
        monkeypatch.setenv(f"PORTAL_S3_{name}", value)
    settings.STORAGES = settings.STORAGES | read_store(env)
    keys = {"aws_access_key_id": KEY, "aws_secret_access_key": KEY}
    client = boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1", **keys)
    client.create_bucket(Bucket=BUCKET)
    yield client
    client.close()
    server.stop()


def _keys(bucket: Any) -> list[str]:
    return sorted(one["Key"] for one in bucket.list_objects_v2(Bucket=BUCKET).get("Contents", []))


@pytest.mark.django_db
def test_files_lie_in_the_store_are_read_behind_the_wall_only_and_go_when_their_time_is_over(
    bucket: Any, lantern: SimpleNamespace, org_admin: User, outsider: User, signed_in: Any
) -> None:
    evidence = furnish_checklist(lantern.qse, "lantern").evidence
    document = evidence.document
    DocumentContent.objects.filter(document=document).update(content=BYTES)
    document.apply(sha256=sha256(BYTES).hexdigest())
    client = signed_in(org_admin)
    assert client.post(reverse("my-data-ask"), {"format": "json"}).status_code == 302
    assert prepare_waiting(now=timezone.now()) == 1
    export = DataExport.objects.get()
    own = f"{PREFIX}/documents/{document.ref}", f"{PREFIX}/data-exports/{export.ref}"
    assert _keys(bucket) == [], "nothing leaves its row before the commit"

    assert tasks.move_files() == 2
    assert tasks.move_files() == 0
    assert _keys(bucket) == sorted(own)
    assert bytes(DocumentContent.objects.get().content) == bytes(DataExportContent.objects.get().content) == b""
    assert bucket.get_object(Bucket=BUCKET, Key=own[0])["Body"].read() == BYTES

    page = reverse("my-checklist-evidence", args=[evidence.ref])
    answer = client.get(page)
    assert (answer.status_code, answer.content) == (200, BYTES)
    assert "amazonaws" not in str(answer.headers)
    assert signed_in(outsider).get(page).status_code == 404
    assert client.post(reverse("my-data-file", args=[export.ref])).status_code == 200
    _nobody_else_reads(bucket, own[0])

    bucket.put_object(Bucket=BUCKET, Key=own[0], Body=b"another file")
    assert b"not what was stored" in client.get(page).content
    assert drop_expired(now=timezone.now() + KEPT + timedelta(minutes=1)) == 1
    assert _keys(bucket) == [own[0]]
    bucket.delete_object(Bucket=BUCKET, Key=own[0])
    refused = client.get(page)
    assert (refused.status_code, b"Please try again" in refused.content) == (409, True)


def _nobody_else_reads(bucket: Any, key: str) -> None:
    """Nobody without keys was granted anything, and no address of an object can be made."""
    grants = bucket.get_object_acl(Bucket=BUCKET, Key=key)["Grants"]
    assert not [one for one in grants if one["Grantee"]["Type"] == "Group"]
    anybody = boto3.client("s3", endpoint_url=bucket.meta.endpoint_url, config=Config(signature_version=UNSIGNED))
    with pytest.raises(ClientError):
        anybody.get_object(Bucket=BUCKET, Key=key)
    with pytest.raises(NotImplementedError):
        shelves.store().url(key)


def test_no_model_keeps_a_file_on_the_disk_of_one_machine() -> None:
    fields = [field for model in apps.get_models() for field in model._meta.get_fields()]
    assert not [field for field in fields if isinstance(field, FileField)]
