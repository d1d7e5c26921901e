"""Kind ics on a disk: links, rights, a disk that is full, and writers at the same time."""

import os
import subprocess
import sys

import pytest

from reconnect_core import (
    Unavailable,
    Unusable,
)

from .ics_stores import FOREIGN, NOW, put, reminder, run, starts, store


def test_a_read_only_file_is_neither_replaced_nor_shortened_and_the_error_says_what_to_do(tmp_path):
    path = tmp_path / "cal.ics"
    (receipt,) = store(path).put([reminder()])
    before = path.read_bytes()
    path.chmod(0o444)
    writes = (lambda: put(path, reminder(2)), lambda: store(path).remove(receipt))
    for write in writes:
        with pytest.raises(Unusable, match="read-only") as caught:
            write()
        assert str(path) in caught.value.message
        assert "Make it writable" in caught.value.next_step
    assert path.read_bytes() == before
    assert path.stat().st_mode & 0o777 == 0o444
    assert [found.name for found in tmp_path.iterdir()] == ["cal.ics"]
    assert put(path) == ["found"], "what is there already needs no writing"


def test_a_link_is_followed_and_stays_a_link(tmp_path):
    (tmp_path / "real").mkdir()
    real, link = tmp_path / "real" / "cal.ics", tmp_path / "link.ics"
    link.symlink_to(real)
    assert put(link) == ["created"]
    assert put(link, reminder(2)) == ["created"]
    assert link.is_symlink()
    assert len(starts(real)) == 2


@pytest.mark.full
def test_eight_processes_that_write_the_same_reminder_write_it_once(tmp_path):
    path = tmp_path / "cal.ics"
    path.write_bytes(FOREIGN)
    code = "from pathlib import Path\nprint(*put(Path(sys.argv[1]), reminder(1), reminder(int(sys.argv[2]))))"
    running = [run(code, path, number) for number in range(2, 10)]
    answers = [process.communicate(timeout=60)[0].strip() for process in running]
    assert sorted(answers) == ["created created"] + 7 * ["found created"]
    assert len(starts(path)) == 1 + 1 + 8
    assert [found.name for found in tmp_path.iterdir()] == ["cal.ics"]


@pytest.mark.skipif(sys.platform == "win32", reason="limits on file size are a POSIX thing")
def test_a_disk_that_fills_in_mid_write_leaves_the_old_file(tmp_path):
    path = tmp_path / "cal.ics"
    big = FOREIGN.replace(b"X-ODD:", b"X-BIG:" + 20_000 * b"x" + b"\nX-ODD:")
    path.write_bytes(big)
    code = """
    import resource, signal
    from reconnect_core import Unusable
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))
    try:
        put(sys.argv[1])
    except Unusable as error:
        print(type(error).__name__, error)
    """
    said = run(code, path).communicate(timeout=60)[0]
    assert said.startswith(f"Unusable {path}: cannot be written (")
    assert path.read_bytes() == big
    assert [found.name for found in tmp_path.iterdir()] == ["cal.ics"]


@pytest.mark.skipif(sys.platform == "win32", reason="rights of folders are a POSIX thing")
def test_a_folder_without_the_right_to_write_is_said_so(open_folder, unprivileged):
    put(open_folder / "cal.ics")
    before = (open_folder / "cal.ics").read_bytes()
    open_folder.chmod(0o555)
    with unprivileged(), pytest.raises(Unusable, match="rights"):
        put(open_folder / "cal.ics", reminder(2))
    assert (open_folder / "cal.ics").read_bytes() == before


def test_another_writer_that_does_not_finish_is_waited_for_only_briefly(tmp_path, monkeypatch):
    path = tmp_path / "cal.ics"
    code = "from reconnect_carddav.ics_disk import locked\nfrom pathlib import Path\n"
    code += "with locked(Path(sys.argv[1])): print('locked', flush=True); sys.stdin.read()"
    other = run(code, path, stdin=subprocess.PIPE)
    try:
        assert other.stdout.readline() == "locked\n"
        monkeypatch.setattr("reconnect_carddav.ics_disk._PATIENCE", 0.1)
        with pytest.raises(Unavailable, match="another program"):
            put(path)
        assert not path.exists()
    finally:
        other.stdin.close()
        other.wait(timeout=30)
        other.stdout.close()
    assert put(path) == ["created"]


def test_what_another_program_writes_meanwhile_without_a_lock_is_not_lost(tmp_path):
    path = tmp_path / "cal.ics"
    path.write_bytes(FOREIGN)

    def clock():
        path.write_bytes(FOREIGN.replace(b"lunch", b"supper"))
        return NOW

    with pytest.raises(Unavailable, match="another program") as caught:
        list(store(path, clock=clock).put([reminder()]))
    assert caught.value.next_step
    assert path.read_bytes() == FOREIGN.replace(b"lunch", b"supper")
    assert [found.name for found in tmp_path.iterdir()] == ["cal.ics"]
    assert put(path) == ["created"]


@pytest.mark.skipif(sys.platform == "win32", reason="pipes with a name are a POSIX thing")
def test_a_pipe_is_not_replaced_by_a_file(tmp_path):
    path = tmp_path / "cal.ics"
    os.mkfifo(path)
    writer = run("Path(sys.argv[1]).write_bytes(FOREIGN)", path)
    with pytest.raises(Unusable, match="this is no file"):
        put(path)
    assert path.is_fifo()
    assert writer.wait(timeout=30) == 0
    writer.stdout.close()
