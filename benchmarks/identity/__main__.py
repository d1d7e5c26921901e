"""Called as ``python -m benchmarks.identity``."""

from . import main

main()
