"""A mail server on this machine that accepts everything and keeps nothing: for measuring."""

import asyncio
from typing import Any, Final

ANSWERS: Final = {b"EHLO": b"250 sink", b"DATA": b"354 go on", b"QUIT": b"221 bye"}
END: Final = b"\r\n.\r\n"


class Drain(asyncio.Protocol):
    """One sender; `accepted` counts the mails of all."""

    accepted = 0

    def connection_made(self, transport: Any) -> None:
        self.transport = transport
        self.buffer = b""
        self.in_mail = False
        transport.write(b"220 sink\r\n")

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        while (end := self.buffer.find(END if self.in_mail else b"\r\n")) >= 0:
            if self.in_mail:
                self.buffer = self.buffer[end + len(END) :]
                self.in_mail = False
                Drain.accepted += 1
                self.transport.write(b"250 accepted\r\n")
            else:
                verb = self.buffer[:4].upper()
                self.buffer = self.buffer[end + 2 :]
                self.in_mail = verb == b"DATA"
                self.transport.write(ANSWERS.get(verb, b"250 fine") + b"\r\n")
                if verb == b"QUIT":
                    self.transport.close()


def run(pipe: Any) -> None:
    """Serve on a free port of loopback, told through the pipe; anything received there ends it with the count."""
    asyncio.run(_serve(pipe))


async def _serve(pipe: Any) -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Drain, "127.0.0.1", 0)
    pipe.send(server.sockets[0].getsockname()[1])
    await loop.run_in_executor(None, pipe.recv)
    pipe.send(Drain.accepted)
    server.close()
