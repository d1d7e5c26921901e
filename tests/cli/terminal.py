"""A real terminal to type keys in."""

import os
import pty
import select
import subprocess
import time

from .conftest import COMMAND


class Terminal:
    """One run of a verb in a pseudo-terminal; keys are typed when a question is on the screen."""

    def __init__(self, *argv, cwd):
        self.fd, slave = pty.openpty()
        env = {**os.environ, "NO_COLOR": "1", "TERM": "dumb", "COLUMNS": "200"}
        self.process = subprocess.Popen(
            [COMMAND, *argv], cwd=cwd, env=env, stdin=slave, stdout=slave, stderr=slave, close_fds=True
        )
        os.close(slave)
        self.screen = ""
        self.read_to = 0

    def until(self, text, seconds=60):
        end = time.monotonic() + seconds
        while text not in self.screen[self.read_to :]:
            if time.monotonic() > end:
                self.process.kill()
                raise AssertionError(f"{text!r} never came:\n{self.screen[-800:]}")
            if select.select([self.fd], [], [], 0.2)[0]:
                try:
                    self.screen += os.read(self.fd, 65536).decode(errors="replace")
                except OSError:
                    break
        self.read_to = self.screen.index(text, self.read_to) + len(text)

    def key(self, key, then):
        os.write(self.fd, key.encode())
        self.until(then)

    def close(self):
        try:
            return self.process.wait(30)
        finally:
            self.process.kill()
            self.process.wait()
            os.close(self.fd)
