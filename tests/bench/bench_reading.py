"""Reading: a large text against bare decoding, and its memory."""

import subprocess
import sys
import time

from predictions.reading import read

_SIZE = 50_000_000
_PEAK = (
    "import resource; from predictions.reading import read; "
    "read(('It will rain by 2030. ' * 2_400_000).encode()[:49_000_000] + '\\U0001f600'.encode(), name='a.txt'); "
    "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
)


def run() -> list[tuple[str, float, float | None]]:
    """Return (what, measured, limit)."""
    data = ("It will rain by 2030.\n" * (_SIZE // 22)).encode()
    started = time.process_time()
    data.decode()
    bare = time.process_time() - started
    started = time.process_time()
    read(data, name="a.txt")
    reading = time.process_time() - started
    done = subprocess.run([sys.executable, "-c", _PEAK], capture_output=True, text=True, check=True)
    return [
        ("50 MB of text, over bytes.decode", reading / bare, None),
        ("50 MB of text, MB/s", _SIZE / 1e6 / reading, None),
        ("50 MB of text with an emoji, peak MB", float(done.stdout), 500),
    ]
