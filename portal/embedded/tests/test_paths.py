"""Where things lie: rules that hold without any server."""

import os
import stat
import threading

import pytest

from portal.embedded import paths


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("unix:///d/run/redis.sock?db=1", "redis+socket:///d/run/redis.sock?virtual_host=0"),
        ("unix:///d/run/redis.sock?db=4", "redis+socket:///d/run/redis.sock?virtual_host=4"),
        ("unix://:pw@/d/redis.sock", "redis+socket://:pw@/d/redis.sock?virtual_host=0"),
        ("redis://cache.example:6379/3", "redis://cache.example:6379/3"),
        ("rediss://cache.example/0", "rediss://cache.example/0?ssl_cert_reqs=required"),
        ("rediss://cache.example/0?ssl_cert_reqs=none", "rediss://cache.example/0?ssl_cert_reqs=none"),
    ],
)
def test_the_broker_is_the_same_redis_in_celerys_spelling(url, expected):
    assert paths.broker_url(url) == expected


def test_data_lie_in_var_unless_the_environment_says_otherwise(monkeypatch, tmp_path):
    monkeypatch.delenv("PORTAL_DATA")
    assert paths.data_dir() == paths.PROJECT / "var"
    monkeypatch.setenv("PORTAL_DATA", str(tmp_path / "elsewhere"))
    assert paths.data_dir() == tmp_path / "elsewhere"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PORTAL_DATA", "relative")
    assert paths.data_dir() == tmp_path / "relative"


def test_two_names_of_one_folder_are_one_data_folder(monkeypatch, tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "name").symlink_to(tmp_path / "real")
    monkeypatch.setenv("PORTAL_DATA", str(tmp_path / "name"))
    assert paths.data_dir() == tmp_path / "real"


@pytest.mark.parametrize("name", ["x" * 90, "with space", "with,comma", "quote'd", "ümlaut"])
def test_a_long_or_strange_path_gets_its_sockets_in_a_short_plain_folder(tmp_path, name):
    folder = paths.run_dir(tmp_path / name)
    try:
        assert str(folder).startswith(f"/tmp/portal-{os.geteuid()}-")
        assert folder == paths.run_dir(tmp_path / name)
        assert folder != paths.run_dir(tmp_path)
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        socket = f"{folder}/{paths.POSTGRES_SOCKET}"
        assert len(os.fsencode(socket)) <= paths.SOCKET_PATH_BYTES
    finally:
        folder.rmdir()


def test_a_folder_open_to_others_is_refused_and_left_as_it_is(tmp_path):
    (tmp_path / "open").mkdir()
    (tmp_path / "open").chmod(0o755)
    with pytest.raises(paths.Unusable, match="this account alone"):
        paths.private_folder(tmp_path / "open")
    assert stat.S_IMODE((tmp_path / "open").stat().st_mode) == 0o755


def test_a_symbolic_link_is_no_private_folder(tmp_path):
    (tmp_path / "real").mkdir(mode=0o700)
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with pytest.raises(paths.Unusable):
        paths.private_folder(tmp_path / "link")


def test_an_existing_data_folder_keeps_its_mode(tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    data.chmod(0o755)
    paths.ensure_data(data)
    assert stat.S_IMODE(data.stat().st_mode) == 0o755


def test_a_data_folder_below_a_file_is_refused_in_one_sentence(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(paths.Unusable, match="can't be made: Not a directory"):
        paths.ensure_data(tmp_path / "file" / "data")


def test_a_secret_is_made_once_and_for_its_owner_only(monkeypatch, tmp_path):
    monkeypatch.setenv("PORTAL_DATA", str(tmp_path / "data"))
    found: list[str] = []
    threads = [threading.Thread(target=lambda: found.append(paths.local_secret("key"))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(found)) == 1
    assert len(found[0]) >= 64
    assert stat.S_IMODE((tmp_path / "data" / "key").stat().st_mode) == 0o600
    assert os.listdir(tmp_path / "data") == ["key"]


@pytest.mark.parametrize("content", ["/etc", "/var/lib/portal-../../root", ""])
def test_root_trusts_only_a_recorded_folder_of_our_own_pattern(monkeypatch, tmp_path, content):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    (tmp_path / "postgres-folder").write_text(content)
    with pytest.raises(paths.Unusable, match="doesn't name a folder of ours"):
        paths.postgres_home(tmp_path)


def test_the_recorded_folder_stays_the_same(monkeypatch, tmp_path):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert paths.postgres_home(tmp_path) == paths.postgres_home(tmp_path)


def test_root_and_an_ordinary_account_dont_share_a_data_folder(monkeypatch, tmp_path):
    (tmp_path / "root").mkdir()
    (tmp_path / "user" / "postgres").mkdir(parents=True)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    paths.postgres_home(tmp_path / "root")
    with pytest.raises(paths.Unusable, match="run as that account"):
        paths.postgres_home(tmp_path / "user")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(paths.Unusable, match="made by root"):
        paths.postgres_home(tmp_path / "root")
