"""A small server that speaks clamd's INSTREAM over a real socket, and finds the harmless test text."""

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from tests.file_samples import EICAR


class _Talk(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        if self.rfile.readline() != b"nINSTREAM\n":
            self.wfile.write(b"UNKNOWN COMMAND\n")
            return
        content = b""
        while length := struct.unpack("!L", self.rfile.read(4))[0]:
            content += self.rfile.read(length)
        if len(content) > self.server.most_bytes:
            self.wfile.write(b"INSTREAM size limit exceeded. ERROR\n")
            return
        self.server.seen.append(len(content))
        self.wfile.write(self.server.answer or self._found(content))

    def _found(self, content: bytes) -> bytes:
        return b"stream: Eicar-Test-Signature FOUND\n" if EICAR in content else b"stream: OK\n"


class ClamdServer(socketserver.ThreadingTCPServer):
    """`address` for settings.CLAMAV; `seen` has the size of each file it was shown; `answer` overrides."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.seen: list[int] = []
        self.answer = b""
        self.most_bytes = 1_000_000

    @property
    def address(self) -> str:
        """Where it listens, as settings.CLAMAV wants it."""
        return f"tcp://127.0.0.1:{self.server_address[1]}"


@contextmanager
def clamd() -> Iterator[ClamdServer]:
    """A server that runs until the block ends."""
    with ClamdServer() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield server
        server.shutdown()
        thread.join()
