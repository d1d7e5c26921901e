"""Ways to ask for a password that Radicale does not know: put before it in the fault server."""

import hashlib
import re
from base64 import b64encode


class Guard:
    """Stands before a server that knows Basic only, and asks for something else."""

    def __init__(self, user: str, password: str) -> None:
        self.user, self.password = user, password
        self.inside = "Basic " + b64encode(f"{user}:{password}".encode()).decode()


class Bearer(Guard):
    """RFC 6750: the password is the token."""

    challenge = 'Bearer realm="test"'

    def admits(self, method: str, said: str) -> bool:
        return said == f"Bearer {self.password}"


class Digest(Guard):
    """RFC 7616 with MD5 and qop=auth, as SabreDAV asks for it."""

    challenge = 'Digest realm="test", qop="auth", nonce="0123456789", opaque="abc", algorithm=MD5'

    def admits(self, method: str, said: str) -> bool:
        if not said.startswith("Digest "):
            return False
        told = {
            key: quoted or plain for key, quoted, plain in re.findall(r'(\w+)=(?:"([^"]*)"|([^,\s]+))', said)
        }
        first = self._hash(f"{self.user}:test:{self.password}")
        second = self._hash(f"{method}:{told['uri']}")
        wanted = self._hash(f"{first}:{told['nonce']}:{told['nc']}:{told['cnonce']}:{told['qop']}:{second}")
        return told["username"] == self.user and told["response"] == wanted

    @staticmethod
    def _hash(text: str) -> str:
        return hashlib.md5(text.encode()).hexdigest()
