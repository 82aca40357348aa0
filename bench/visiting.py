"""Many visitors over kept connections, in one thread, so that the measuring costs the machine little."""

import selectors
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle, islice

from bench.measuring import Wrong


@dataclass
class Visit:
    """What a load of requests gave."""

    seconds: float
    latencies: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        return len(self.latencies) / self.seconds

    def quantile(self, share: float) -> float:
        """Seconds within which that share was answered."""
        return sorted(self.latencies)[min(len(self.latencies) - 1, int(len(self.latencies) * share))]


class _Visitor:
    """One connection with one request under way."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self.begun = 0.0
        self.got = b""

    def ask(self, request: bytes) -> None:
        self.begun, self.got = time.perf_counter(), b""
        self.socket.sendall(request)

    def is_answered(self) -> bool:
        """Read what has come; True once the whole body is here."""
        chunk = self.socket.recv(262144)
        self.got += chunk
        head, _, body = self.got.partition(b"\r\n\r\n")
        if not chunk or not head.startswith(b"HTTP/1.1 200"):
            raise Wrong(f"a request was not answered: {head[:120]!r}")
        lengths = [line.partition(b":")[2] for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")]
        return bool(lengths) and len(body) >= int(lengths[0])


def load(port: int, paths: list[str], *, requests: int, connections: int) -> Visit:
    """So many requests over so many connections; each visitor asks again as soon as it is answered. Anything but a whole 200 is wrong."""
    waiting: Iterator[bytes] = islice(cycle(_request(path) for path in paths), requests)
    found, begun = Visit(0.0), time.perf_counter()
    with selectors.DefaultSelector() as ready:
        for _ in range(min(connections, requests)):
            visitor = _Visitor(port)
            ready.register(visitor.socket, selectors.EVENT_READ, visitor)
            visitor.ask(next(waiting))
        while ready.get_map():
            for key, _ in ready.select():
                if not key.data.is_answered():
                    continue
                found.latencies.append(time.perf_counter() - key.data.begun)
                if (request := next(waiting, None)) is None:
                    ready.unregister(key.data.socket)
                    key.data.socket.close()
                else:
                    key.data.ask(request)
    found.seconds = time.perf_counter() - begun
    return found


def _request(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: keep-alive\r\n\r\n".encode()
