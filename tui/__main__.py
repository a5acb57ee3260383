"""`python -m tui` is `jiedu`."""

from __future__ import annotations

import signal
import sys


def main() -> int:
    """Run a command; Ctrl+C while the program is still being imported ends it, too."""
    try:
        from tui import cli

        return cli.main()
    except KeyboardInterrupt:
        return 128 + signal.SIGINT


if __name__ == "__main__":
    sys.exit(main())
