"""Lets `python -m ladder` do what the `ladder` command does."""

import sys

from ladder.cli.__main__ import main

sys.exit(main())
