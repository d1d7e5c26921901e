"""Dovecot, a real IMAP server, on a loopback port that the system chooses; and the person whose mail it holds."""

import imaplib
import os
import pwd
import re
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

CONFIG = """
protocols = imap
base_dir = {base}/run
state_dir = {base}/state
log_path = {base}/log
instance_name = reconnect-{port}
default_internal_user = {internal}
default_login_user = {login}
first_valid_uid = 1
mail_location = maildir:{base}/mail
mailbox_list_index = no
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_failure_delay = 0
auth_verbose = yes
ssl = yes
ssl_cert = <{base}/cert.pem
ssl_key = <{base}/key.pem
ssl_dh =
passdb {{
  driver = passwd-file
  args = {base}/passwd
}}
userdb {{
  driver = static
  args = uid={mail} gid={group} home={base}/home
}}
namespace inbox {{
  inbox = yes
  separator = /
  mailbox Sent {{
    special_use = \\Sent
    auto = create
  }}
  mailbox Junk {{
    special_use = \\Junk
    auto = create
  }}
}}
{services}
service imap-login {{
  chroot =
  inet_listener imap {{
    address = 127.0.0.1
    port = {port}
  }}
  inet_listener imaps {{
    address = 127.0.0.1
    port = {tls_port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
"""

SERVICES = {"imap", "imap-hibernate", "imap-login", "imap-urlauth", "imap-urlauth-login", "imap-urlauth-worker"}


def installed(folder):
    """Paths of the server and of its two IMAP programs; what is missing comes from Debian's packages.

    The IMAP programs are only unpacked into ``folder``: Debian lets a computer have one IMAP server, which may
    be another. Fails where they cannot be had.
    """
    server = _found("dovecot") or _apt("install", "-y", "dovecot-core") or _found("dovecot")
    programs = Path("/usr/lib/dovecot")
    if not (programs / "imap").exists():
        _apt("download", "dovecot-imapd", cwd=folder)
        for package in folder.glob("dovecot-imapd*.deb"):
            subprocess.run(["dpkg", "-x", package, folder], check=True)
        programs = folder / "usr/lib/dovecot"
    missing = "Dovecot is not here and cannot be had: apt-get install dovecot-imapd (as root)"
    assert server and (programs / "imap").exists(), missing
    return server, programs


def _found(name):
    return shutil.which(name) or shutil.which(name, path="/usr/sbin")


def _apt(*command, cwd=None):
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    apt = shutil.which("apt-get")
    for line in ([command], [("update",), command])[bool(apt and os.geteuid() == 0)] if apt else ():
        subprocess.run([apt, "-qq", *line], env=quiet, cwd=cwd, capture_output=True, timeout=300, check=False)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass
class Dovecot:
    """The account, with what its owner does by another mail program."""

    base: Path
    port: int
    tls_port: int
    ca: str
    user: str = "me@home.example"
    password: str = 'p\\a"ss wörd'
    host = "127.0.0.1"
    security = "none"

    def person(self):
        """Another mail program, signed in; it comes again while a busy server lets nobody in."""
        end = time.monotonic() + 20
        while True:
            imap = imaplib.IMAP4(self.host, self.port, timeout=30)
            try:
                imap.authenticate("PLAIN", lambda _: f"\0{self.user}\0{self.password}".encode())
            except imaplib.IMAP4.error as error:
                imap.shutdown()
                if "UNAVAILABLE" not in str(error) or time.monotonic() > end:
                    raise
                time.sleep(0.5)
            else:
                return imap

    @contextmanager
    def at(self, folder=None):
        imap = self.person()
        try:
            if folder:
                imap.create(f'"{folder}"')
                imap.select(f'"{folder}"')
            yield imap
        finally:
            imap.logout()

    def deliver(self, folder, message, flags=""):
        with self.at(folder) as imap:
            status, said = imap.append(f'"{folder}"', f"({flags})", '"17-Jul-2020 02:44:25 +0000"', message)
            assert status == "OK", said
            return int(said[0].split()[2].rstrip(b"]"))

    def deliver_all(self, folder, messages):
        """Many at once, as files: quicker than by IMAP."""
        with self.at(folder):
            pass
        place = self.base / "mail" / ("cur" if folder == "INBOX" else f".{folder}/cur")
        for number, message in enumerate(messages):
            path = place / f"{1600000000 + number}.M{number}.x:2,S"
            path.write_bytes(message)
            os.chown(path, *_owner(place))

    def expunge(self, folder, *uids):
        with self.at(folder) as imap:
            for uid in uids:
                imap.uid("STORE", str(uid), "+FLAGS", "(\\Deleted)")
            imap.expunge()

    def make_anew(self, folder):
        """The index files are lost: the same messages get a new UIDVALIDITY."""
        time.sleep(1.1)  # UIDVALIDITY is the time in seconds
        place = self.base / "mail" / ("." if folder == "INBOX" else f".{folder}")
        for path in [*place.glob("dovecot*"), *(self.base / "mail").glob("dovecot-uidvalidity*")]:
            path.unlink(missing_ok=True)

    def drop_folder(self, folder):
        with self.at() as imap:
            imap.delete(f'"{folder}"')

    def holds(self):
        """Names, with their flags, and contents of all messages."""
        return {
            p.name: p.read_bytes()
            for p in sorted((self.base / "mail").rglob("*"))
            if p.parent.name in ("cur", "new")
        }

    def empty(self):
        with self.at() as imap:
            for line in imap.list()[1]:
                name = line.decode().rpartition(' "/" ')[2].strip('"')
                if name not in ("INBOX", "Sent", "Junk"):
                    imap.delete(f'"{name}"')
                    continue
                imap.select(f'"{name}"')
                imap.uid("STORE", "1:*", "+FLAGS", "(\\Deleted)")
                imap.expunge()

    def bodies_read(self):
        """How many bodies its sessions have read, by the server's own count when they end."""
        counts = re.findall(r"body_count=(\d+)", (self.base / "log").read_text(errors="replace"))
        assert counts, "no session has ended yet"
        return sum(map(int, counts))

    def close(self):
        self.empty()


def _owner(path):
    found = path.stat()
    return found.st_uid, found.st_gid


@contextmanager
def running(base):
    """Dovecot with one user, ended by its pid."""
    base.mkdir(parents=True, exist_ok=True)
    program, programs = installed(base)
    server = _prepared(base, programs)
    with (base / "output").open("wb") as output:
        command = [program, "-F", "-c", str(base / "dovecot.conf")]
        child = subprocess.Popen(command, stdout=output, stderr=output)
    try:
        _wait(child, server.port, base)
        yield server
    finally:
        child.terminate()
        try:
            child.wait(10)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def _prepared(base, programs):
    """Folders that Dovecot's own users may enter, certificates, the user and the configuration."""
    import trustme

    root = os.geteuid() == 0
    me = pwd.getpwuid(os.geteuid())
    mail = pwd.getpwnam("nobody") if root else me
    for folder in (base, *list(base.parents)[:3]):
        with suppress(PermissionError):
            folder.chmod(folder.stat().st_mode | 0o055)
    for name in ("mail", "home"):
        (base / name).mkdir()
        os.chown(base / name, mail.pw_uid, mail.pw_gid)
    authority = trustme.CA()
    authority.cert_pem.write_to_path(base / "ca.pem")
    issued = authority.issue_cert("127.0.0.1", "localhost")
    issued.private_key_pem.write_to_path(base / "key.pem")
    (base / "cert.pem").write_bytes(b"".join(blob.bytes() for blob in issued.cert_chain_pems))
    server = Dovecot(base=base, port=free_port(), tls_port=free_port(), ca=str(base / "ca.pem"))
    (base / "passwd").write_text(f"{server.user}:{{PLAIN}}{server.password}::::::\n")
    services = "\n".join(f"service {one} {{\n  executable = {programs}/{one}\n}}" for one in sorted(SERVICES))
    said = CONFIG.format(
        base=base,
        services=services,
        port=server.port,
        tls_port=server.tls_port,
        internal="dovecot" if root else me.pw_name,
        login="dovenull" if root else me.pw_name,
        mail=mail.pw_uid,
        group=mail.pw_gid,
    )
    (base / "dovecot.conf").write_text(said)
    return server


def _wait(child, port, base):
    end = time.monotonic() + 30
    while True:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        said = "".join(
            (base / name).read_text(errors="replace") for name in ("output", "log") if (base / name).exists()
        )
        assert child.poll() is None and time.monotonic() < end, said[-2000:]
        time.sleep(0.05)
