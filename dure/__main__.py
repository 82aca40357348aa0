"""`python -m dure` is the `dure` command."""

import sys

from dure.config.command import main

sys.exit(main())
