"""Which object store files lie in, from the environment; settings read it, so it knows no Django app."""

from typing import Any, Final

BACKEND: Final = "portal.documents.object_store.PrivateStore"


def read_store(env: Any) -> dict[str, Any]:
    """The entry of STORAGES for files; none without a bucket, and files stay in the database.

    Without keys boto3 takes what the machine gives (a role, a profile).
    """
    bucket = env.str("PORTAL_S3_BUCKET", "").strip()
    if not bucket:
        return {}
    options = {
        "bucket_name": bucket,
        "endpoint_url": env.str("PORTAL_S3_ENDPOINT", "") or None,
        "region_name": env.str("PORTAL_S3_REGION", "") or None,
        "location": env.str("PORTAL_S3_PREFIX", "").strip("/"),
        "access_key": env.str("PORTAL_S3_ACCESS_KEY", "") or None,
        "secret_key": env.str("PORTAL_S3_SECRET_KEY", "") or None,
    }
    return {"files": {"BACKEND": BACKEND, "OPTIONS": options}}
