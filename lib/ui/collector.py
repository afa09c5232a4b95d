"""What stays for good is spared the collector's walk: streamlit collects all garbage after every rerun."""

import gc

import anyio

WALKED = 2_000  # objects that are left to be walked: about half a millisecond of every rerun
GROWN = 200_000  # objects set aside since the last thorough look; some belong to sessions that have ended since
PAUSE_S = 10


class Upkeep:
    """The one who sets aside what has come to stay: modules and caches come with use, long after the start."""

    def __init__(self) -> None:
        self._thorough = 0

    def set_aside(self) -> None:
        """Let go what nobody holds any more, of all there is, and set the rest aside."""
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        self._thorough = gc.get_freeze_count()

    def look(self) -> None:
        """Set aside what has grown since; look through everything again only when much of it has."""
        if len(gc.get_objects()) <= WALKED:
            return
        gc.collect()
        gc.freeze()
        if gc.get_freeze_count() - self._thorough > GROWN:
            self.set_aside()

    async def keep_on(self) -> None:
        """Look from time to time, for as long as the server runs."""
        while True:
            await anyio.sleep(PAUSE_S)
            self.look()
