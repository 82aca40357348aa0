"""Wait for a started demo, then ask it for the home page and a paper."""

import sys
import time
import urllib.error
import urllib.request

WAIT_SECONDS = 180


def fetch(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=30) as answer:
        return answer.read()


def home(base: str) -> bytes:
    until = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            return fetch(base + "/")
        except urllib.error.HTTPError:
            raise
        except (urllib.error.URLError, ConnectionError):
            if time.monotonic() > until:
                raise
            time.sleep(0.5)


def main(base: str, paper: str) -> int:
    page = home(base).decode()
    if "두레" not in page:
        print("the home page does not say 두레")
        return 1
    content = fetch(base + paper)
    if not content.startswith(b"%PDF-"):
        print(f"{paper} is no PDF")
        return 1
    print(f"home page {len(page):,} characters, {paper} {len(content):,} bytes")
    return 0


sys.exit(main(*sys.argv[1:]))
