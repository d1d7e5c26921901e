"""Every benchmark in turn; each prints Markdown."""

import importlib
import pkgutil
import sys
import traceback
from pathlib import Path


def main() -> int:
    """Run them all; 1 when one failed."""
    failed = 0
    for module in sorted(m.name for m in pkgutil.iter_modules([str(Path(__file__).parent)])):
        if module in ("__main__", "measuring"):
            continue
        print(f"\n# {module}\n", flush=True)
        try:
            sys.argv = [module]
            importlib.import_module(f"benchmarks.{module}").main()
        except SystemExit as end:
            print(f"not run: {end}")
        except Exception:
            traceback.print_exc()
            failed = 1
    return failed


if __name__ == "__main__":
    sys.exit(main())
