"""Coverage-guided fuzzing of one reader with atheris, for as long as one likes.

    pip install atheris
    python -m benchmarks.guided_fuzz FORMAT [-max_total_time=600 …]

FORMAT is vcard, ics, csv or csv-log; what follows are libFuzzer's options (``-runs=100000`` without any). It begins with
the seeds of the fuzz tests, checks every input as they do, and stops at the first that fails, written to a file beside.
What it found to be worth keeping stays in the folder for temporary files, as reconnect-fuzz-FORMAT: the next run goes on.
"""

import sys
import tempfile
from pathlib import Path

from benchmarks.fuzz import TESTS, reader, tests_of


def main() -> None:
    """Run until the options say stop."""
    if len(sys.argv) < 2 or sys.argv[1] not in TESTS:
        raise SystemExit(f"name a format: {', '.join(TESTS)}")
    try:
        import atheris
    except ImportError:
        raise SystemExit("atheris is not installed: pip install atheris") from None
    kind, *options = sys.argv[1:]
    with atheris.instrument_imports(include=["reconnect_csv", "reconnect_carddav"]):
        tests = tests_of(kind)
    seeds = {"csv": "BOOKS", "csv-log": "LOGS"}.get(kind, "SEEDS")
    corpus = Path(tempfile.gettempdir(), f"reconnect-fuzz-{kind}")
    corpus.mkdir(exist_ok=True)
    for number, seed in enumerate(getattr(tests, seeds)):
        (corpus / str(number)).write_bytes(seed)
    scratch = Path(tempfile.mkdtemp(prefix="reconnect-fuzz-scratch-"))
    _, check = reader(kind, scratch)
    atheris.Setup([sys.argv[0], *(options or ["-runs=100000"]), "-timeout=20", str(corpus)], check)
    atheris.Fuzz()  # does not come back


if __name__ == "__main__":
    main()
