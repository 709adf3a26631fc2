"""Which addresses a feed may be read from: open ones on the internet, never anything inside our own network.

An editor, or a feed that redirects, may name any address. What the name resolves to is checked, and the
connection is made to the very address that was checked, so a name that changes in between is no way in.
"""

import ipaddress
import socket
from collections.abc import Callable, Collection, Iterable
from typing import Any

import httpcore
import httpx

from .reading import SourceTrouble

PORTS = {"http": 80, "https": 443}
LONGEST_ADDRESS = 2_000
# Global on paper, but inside one provider's machines it answers as their own control server.
INSIDE_A_CLOUD = frozenset({ipaddress.ip_address("168.63.129.16")})
_GLOBAL_SIX = ipaddress.ip_network("2000::/3")  # the only IPv6 range given out for the internet (RFC 4291)
Resolve = Callable[..., Iterable[tuple[Any, ...]]]


def is_public(text: str) -> bool:
    """Whether an IP address is one of the open internet.

    Not so: loopback, private, link-local, shared (RFC 6598), multicast, reserved, and every IPv6 form that
    carries an IPv4 address inside it.
    """
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address) and (
        address not in _GLOBAL_SIX or address.sixtofour or address.teredo
    ):
        return False
    bad = address.is_multicast or address.is_reserved or address in INSIDE_A_CLOUD
    return address.is_global and not bad


def checked(address: str, allowed: Collection[str] = ()) -> httpx.URL:
    """The address in parts. Raise SourceTrouble for one that is not an ordinary web address.

    `allowed` are the "host:port" for which the rules do not hold: tests and the demo only.
    """
    try:
        url = httpx.URL(address) if len(address) <= LONGEST_ADDRESS else httpx.URL("")
    except (httpx.InvalidURL, ValueError, UnicodeError):
        url = httpx.URL("")
    if url.scheme not in PORTS or not url.host:
        raise SourceTrouble("Write the whole address of the feed, such as https://directory.example/api/.")
    if url.userinfo:
        raise SourceTrouble("Take the user name and password out of the address: we read open feeds only.")
    if not _is_allowed(url.host, _port(url), allowed) and _port(url) not in PORTS.values():
        raise SourceTrouble(f"Use an address without a port number: we do not read feeds at port {url.port}.")
    return url


def _port(url: httpx.URL) -> int:
    return url.port or PORTS[url.scheme]


def _is_allowed(host: str, port: int, allowed: Collection[str]) -> bool:
    return f"{host}:{port}" in allowed


class CheckedNetwork(httpcore.NetworkBackend):
    """Makes connections to public addresses only. Encryption still goes by the name, as always."""

    def __init__(self, *, allowed: Collection[str] = (), resolve: Resolve = socket.getaddrinfo) -> None:
        self._allowed = allowed
        self._resolve = resolve
        self._network = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first of the name's addresses that answers. SourceTrouble unless all are public."""
        trouble: Exception = httpcore.ConnectError("The name has no address.")
        for address in self._addresses(host, port):
            try:
                return self._network.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as problem:
                trouble = problem
        raise trouble

    def _addresses(self, host: str, port: int) -> list[str]:
        try:
            found = self._resolve(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as problem:
            raise SourceTrouble(
                f"There is no site called {host}. Check the address of the feed."
            ) from problem
        addresses = list(dict.fromkeys(str(row[4][0]) for row in found))
        if not _is_allowed(host, port, self._allowed) and not all(map(is_public, addresses)):
            raise SourceTrouble(
                f"We do not read from {host}: it is inside a private network. Use the feed's public address."
            )
        return addresses
