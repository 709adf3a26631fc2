"""Which addresses a feed may be read from."""

import socket
from threading import Thread
from typing import Any

import pytest

from localoffer.importers.addresses import CheckedNetwork, checked, is_public
from localoffer.importers.feed import base_of
from localoffer.importers.fetching import Fetcher
from localoffer.importers.reading import SourceTrouble
from tests.integration.feed_server import FeedServer, Reply, running, service

EVERY_OWN_ADDRESS = ".".join("0000")
PRIVATE = [
    "127.0.0.1",
    "127.255.255.254",
    EVERY_OWN_ADDRESS,
    "0.1.2.3",
    "10.0.0.1",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "100.100.100.200",
    "192.0.0.1",
    "192.0.2.1",
    "198.18.0.1",
    "198.51.100.7",
    "203.0.113.9",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "168.63.129.16",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "::127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b:1::1",
    "2002:7f00:1::",
    "2001::1",
    "2001:db8::1",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
    "not an address",
    "",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_address_inside_a_network_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "81.2.69.142", "2a00:1450:4009::200e", "2606:4700::1111"])
def test_address_of_the_open_internet_is_public(address: str) -> None:
    assert is_public(address)


# The machine's own resolver reads these forms without asking anyone.
@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "LOCALHOST",
        "localhost.",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0x7f.0.0.1",
        "0177.0.0.1",
        "0",
        EVERY_OWN_ADDRESS,
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[0:0:0:0:0:0:0:1]",
        "10.0.0.8",
        "192.168.0.1",
        "169.254.169.254",
        "%31%32%37.0.0.1",
        "①②⑦.⓪.⓪.①",
    ],
)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_private_host_is_refused_in_every_form(scheme: str, host: str) -> None:
    with Fetcher(pauses=()) as fetcher, pytest.raises(SourceTrouble):
        fetcher.get(f"{scheme}://{host}/services")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "services",
        "//directory.example/",
        "ftp://directory.example/",
        "file:///etc/passwd",
        "gopher://directory.example/",
        "javascript:alert(1)",
        "http://",
        "http:///services",
        "http://directory.example:22/",
        "http://directory.example:6379/",
        "http://directory.example:99999/",
        "http://user@directory.example/",
        "http://user:word@directory.example/",
        "http://[::1/",
        "http://xn--\x00.example/",
        "https://" + "a" * 3_000 + ".example/",
    ],
)
def test_address_that_is_no_ordinary_one_is_refused(address: str) -> None:
    with pytest.raises(SourceTrouble):
        checked(address)


def answers(*addresses: str) -> Any:
    """A name server that gives these addresses for every name, one list for each time it is asked."""
    lists = iter([addresses])

    def resolve(host: str, port: int, **options: Any) -> list[tuple[Any, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in next(lists)]

    return resolve


@pytest.mark.parametrize("found", [["127.0.0.1"], ["8.8.8.8", "10.0.0.1"], ["::ffff:10.0.0.1"]])
def test_name_with_any_private_address_is_refused(found: list[str]) -> None:
    with Fetcher(pauses=(), resolve=answers(*found)) as fetcher, pytest.raises(SourceTrouble) as trouble:
        fetcher.get("https://directory.example/services")
    assert "directory.example" in str(trouble.value)
    assert "inside a private network" in str(trouble.value)


def test_name_that_is_not_known_says_so() -> None:
    def nobody(*args: Any, **options: Any) -> list[tuple[Any, ...]]:
        raise socket.gaierror(-2, "Name or service not known")

    with Fetcher(pauses=(), resolve=nobody) as fetcher, pytest.raises(SourceTrouble) as trouble:
        fetcher.get("https://directory.example/services")
    assert "There is no site called directory.example" in str(trouble.value)


def test_connection_goes_to_the_address_that_was_checked() -> None:
    """A name that would give another address the second time is asked only once for a connection."""
    asked: list[str] = []
    with running(FeedServer([service(1)])) as feed:

        def once(host: str, port: int, **options: Any) -> list[tuple[Any, ...]]:
            asked.append(host)
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

        hosts: list[str] = []
        feed.instead = lambda path, query: hosts.append(path)
        allowed = [f"directory.example:{feed.port}"]
        with Fetcher(allowed=allowed, pauses=(), resolve=once) as fetcher:
            for _ in range(3):
                got = fetcher.get(f"http://directory.example:{feed.port}/api/oruk/v3/services")
    assert got.value["total_items"] == 1
    assert asked == ["directory.example"]
    assert hosts == ["services"] * 3


def test_redirect_to_a_private_name_is_refused() -> None:
    def by_name(host: str, port: int, **options: Any) -> list[tuple[Any, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    with running(FeedServer([])) as feed:
        feed.instead = lambda path, query: Reply(302, headers={"Location": "http://inside.example/"})
        allowed = [f"directory.example:{feed.port}"]
        with (
            Fetcher(allowed=allowed, pauses=(), resolve=by_name) as fetcher,
            pytest.raises(SourceTrouble) as trouble,
        ):
            fetcher.get(f"http://directory.example:{feed.port}/services")
    assert "inside.example: it is inside a private network" in str(trouble.value)


def test_allowed_host_is_allowed_at_its_own_port_only() -> None:
    network = CheckedNetwork(allowed=["127.0.0.1:8001"])
    with pytest.raises(SourceTrouble):
        network.connect_tcp("127.0.0.1", 8002)
    with pytest.raises(SourceTrouble):
        network.connect_tcp("127.0.0.2", 8001)


def test_encrypted_connection_asks_for_the_name_and_not_the_address() -> None:
    """Servers choose their certificate by this name, and it is the name that the certificate must bear."""
    hello: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen() -> None:
            connection, _ = server.accept()
            with connection:
                hello.append(connection.recv(4_000))

        listener = Thread(target=listen)
        listener.start()
        port = server.getsockname()[1]
        network = Fetcher(allowed=[f"directory.example:{port}"], pauses=(), resolve=answers("127.0.0.1"))
        with network as fetcher, pytest.raises(SourceTrouble, match="stopped answering"):
            fetcher.get(f"https://directory.example:{port}/services")
        listener.join()
    assert b"directory.example" in hello[0]


@pytest.mark.parametrize(
    "address",
    [
        "https://directory.example/api",
        "https://directory.example/api/",
        "https://directory.example/api/services",
        "https://directory.example/api/services/",
        " https://directory.example/api/taxonomy_terms#top ",
    ],
)
def test_base_is_found_from_any_address_of_the_feed(address: str) -> None:
    assert str(base_of(address)) == "https://directory.example/api/"


def test_own_key_in_the_address_is_kept() -> None:
    assert str(base_of("https://directory.example?key=1&page=2")) == "https://directory.example/?key=1&page=2"
