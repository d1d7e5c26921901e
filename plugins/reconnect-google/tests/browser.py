"""A user's browser at the consent page, in a thread or as a program of its own: ``python browser.py URL``."""

import http.client
import sys
import threading
from urllib.parse import parse_qs, urlsplit


class Browser:
    """The user's browser: opens the page in a thread of its own, and follows where it is sent."""

    def __init__(self, *visits: str) -> None:
        self.urls: list[str] = []
        self._first = visits

    def __call__(self, url: str) -> bool:
        self.urls.append(url)
        self.thread = threading.Thread(target=self._visit, args=(url,))
        self.thread.start()
        return True

    def _visit(self, url: str) -> None:
        back = parse_qs(urlsplit(url).query)["redirect_uri"][0]
        for extra in self._first:
            self._get(back + extra)
        onward = self._get(url)
        if onward:
            self._get(onward)

    def _get(self, url: str) -> str:
        # Not by requests, whose debug log would show this browser's addresses as if they were ours.
        parts = urlsplit(url)
        line = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=5)
        line.request("GET", f"{parts.path}?{parts.query}")
        answer = line.getresponse()
        answer.read()
        line.close()
        return answer.getheader("Location") or ""


if __name__ == "__main__":
    Browser()(sys.argv[1])
