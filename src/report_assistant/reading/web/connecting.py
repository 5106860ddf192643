"""Connect to servers, but only at addresses that were checked, and only until a deadline.

The name of a server is resolved once, all its addresses are checked, and the connection goes to one of these:
a name that leads elsewhere a moment later (DNS rebinding) gains nothing.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import httpcore

from report_assistant.reading.web.failing import FetchError

if TYPE_CHECKING:
    from httpcore import SOCKET_OPTION

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")  # IPv4 behind NAT64 (RFC 6052)


def is_public(address: str) -> bool:
    """Tell whether an IP address is one of the public internet, also where it wraps another one."""
    found = ipaddress.ip_address(address)
    return all(one.is_global and not (one.is_multicast or one.is_reserved) for one in _wrapped(found))


def _wrapped(address: _Address) -> Iterable[_Address]:
    """Yield what an address leads to: itself, or the IPv4 addresses inside."""
    if isinstance(address, ipaddress.IPv4Address):
        yield address
    elif address.ipv4_mapped is not None:
        yield address.ipv4_mapped
    elif address.sixtofour is not None:
        yield address.sixtofour
    elif address.teredo is not None:
        yield from address.teredo
    elif address in _TRANSLATED:
        yield ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    else:
        yield address


class CheckedBackend(httpcore.NetworkBackend):
    """Open connections for `httpcore` to addresses that may be reached."""

    def __init__(self, allow_private: bool, deadline: float) -> None:
        """Set the limits.

        Args:
            allow_private: whether addresses of this computer and of private networks may be reached.
            deadline: by `time.monotonic()`, in seconds; reading and writing end there.
        """
        self._allow_private = allow_private
        self._deadline = deadline
        self._backend = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of `host` that answers.

        Raises:
            FetchError: the name is unknown, or one of its addresses may not be reached.
            httpcore.ConnectError: none answers.
        """
        addresses = _resolved(host, port)
        private = [address for address in addresses if not is_public(address)]
        if private and not self._allow_private:
            raise FetchError(
                f"{host} leads to {private[0]}, an address of this computer or of a private network; "
                "REPORT_ASSISTANT_ALLOW_PRIVATE_ADDRESSES=true allows such addresses"
            )
        failure: httpcore.ConnectError | httpcore.ConnectTimeout | None = None
        for address in addresses:
            try:
                seconds = _remaining(self._deadline, timeout)
                stream = self._backend.connect_tcp(address, port, seconds, local_address, socket_options)
                return _Stream(stream, self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = failure or error
        raise failure or httpcore.ConnectError("it has no address")


class _Stream(httpcore.NetworkStream):
    """A connection on which nothing waits beyond the deadline, however slowly the other side drips."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _remaining(self._deadline, timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _remaining(self._deadline, timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        seconds = _remaining(self._deadline, timeout)
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, seconds), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _resolved(host: str, port: int) -> list[str]:
    """Return the addresses of a name, in the order in which they should be tried.

    Raises:
        FetchError: nobody knows it.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(
            f"the server {host} is not found ({error}); check the address and the network", unreachable=True
        ) from error
    return list(dict.fromkeys(str(address[4][0]) for address in found))


def _remaining(deadline: float, timeout: float | None) -> float:
    """Return how many seconds one step may take.

    Raises:
        FetchError: the deadline has passed.
    """
    left = deadline - time.monotonic()
    if left <= 0:
        raise FetchError("it took too long; try again later")
    return left if timeout is None else min(left, timeout)
