"""A CONNECT proxy on loopback: every host name leads to one local server, so that TLS can be tested for real."""

import socket
import threading
from contextlib import contextmanager, suppress


class Tunnel:
    """Connects whoever asks for HOST:443 with a local port, and notes the host."""

    def __init__(self, port: int) -> None:
        self.asked: list[str] = []
        self._port = port
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"

    @contextmanager
    def running(self):
        thread = threading.Thread(target=self._serve, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._socket.close()

    def _serve(self):
        with suppress(OSError):
            while True:
                link, _ = self._socket.accept()
                threading.Thread(target=self._tunnel, args=(link,), daemon=True).start()

    def _tunnel(self, link):
        with link, suppress(OSError):
            head = b""
            while b"\r\n\r\n" not in head:
                head += link.recv(4096)
            self.asked.append(head.split()[1].decode())
            with socket.create_connection(("127.0.0.1", self._port)) as inner:
                link.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
                back = threading.Thread(target=self._pump, args=(inner, link), daemon=True)
                back.start()
                self._pump(link, inner)
                back.join(5)

    @staticmethod
    def _pump(source, target):
        with suppress(OSError):
            while data := source.recv(65536):
                target.sendall(data)
        with suppress(OSError):
            target.shutdown(socket.SHUT_WR)
