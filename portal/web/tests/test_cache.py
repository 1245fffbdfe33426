"""The cache holds on to its clients, not to the keys it was asked for."""

from portal.web.cache import KeptRedisCache


def test_a_client_serves_all_keys() -> None:
    clients = KeptRedisCache("redis://localhost:1/0", {})._cache
    reading = {clients.get_client(f"words:{number}") for number in range(50)}
    writing = {clients.get_client(f"words:{number}", write=True) for number in range(50)}
    assert len(reading) == len(writing) == 1
    assert len(clients._kept) == 2
