"""`python -m dure.platform.catalog check|export|page`."""

import sys

from dure.platform.catalog.cli import run

sys.exit(run(sys.argv[1:]))
