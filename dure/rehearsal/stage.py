"""Telling many stories in the order of their moments, as if time went by."""

import heapq
from collections.abc import Callable, Generator
from datetime import datetime
from itertools import count

Story = Generator[datetime, datetime, None]
"""Yields the moment of its next act and is resumed when that moment has come; it receives the moment."""


class Stage:
    """All stories by their next moment. What lies after `until` is not told any more: that is where the center stands today."""

    def __init__(self, *, until: datetime, between: Callable[[datetime], object]) -> None:
        self.until = until
        self._between = between
        self._waiting: list[tuple[datetime, int, Story]] = []
        self._turn = count()
        self.told = 0

    def tell(self, story: Story) -> None:
        """Put a story on; its first moment is asked at once."""
        self._resume(story, None)

    def run(self) -> None:
        """Tell everything up to `until`, the earliest moment first; stories may put on others."""
        while self._waiting and self._waiting[0][0] <= self.until:
            at, _, story = heapq.heappop(self._waiting)
            self._between(at)
            self._resume(story, at)
            self.told += 1
        self._between(self.until)

    def _resume(self, story: Story, at: datetime | None) -> None:
        try:
            moment = next(story) if at is None else story.send(at)
        except StopIteration:
            return
        heapq.heappush(self._waiting, (moment, next(self._turn), story))
