"""What a language model answered, kept for a while in the user's cache: nothing is paid for twice."""

import json
import os
import time
from contextlib import suppress
from pathlib import Path

from platformdirs import user_cache_path

from predictions.llm import Said

KEPT = 30 * 86_400  # seconds


class Answers:
    """A folder of answers, each in a file under the name of its question.

    A folder that cannot be written or read remembers nothing, and that is all.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or user_cache_path("calledit") / "answers"
        self._tidied = False

    def recall(self, name: str) -> Said | None:
        """Return what was said to the question of that name; None for nothing, or nothing of late."""
        try:
            path = self._folder / name
            if time.time() - path.stat().st_mtime > KEPT:
                return None
            kept = json.loads(path.read_bytes())
            return Said(words=str(kept["words"]), cut_off=bool(kept["cut_off"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def keep(self, name: str, said: Said) -> None:
        """Keep what was said to it, for whoever runs this alone."""
        with suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not self._tidied:
                self._tidy()
            begun = self._folder / f"{name}.{os.getpid()}"
            begun.write_text(
                json.dumps({"words": said.words, "cut_off": said.cut_off}), encoding="utf-8"
            )
            begun.replace(self._folder / name)

    def _tidy(self) -> None:
        self._tidied = True
        for path in self._folder.iterdir():
            with suppress(OSError):
                if time.time() - path.stat().st_mtime > KEPT:
                    path.unlink()
