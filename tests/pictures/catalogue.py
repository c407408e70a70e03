"""Where the pictures come from: every function here gives some."""

from collections.abc import Callable, Iterable

from tests.pictures import bot_messages, readme, samples, watching
from tests.pictures.message_html import Picture

SOURCES: tuple[Callable[[], Iterable[Picture]], ...] = (
    samples.pictures,
    bot_messages.pictures,
    readme.pictures,
    watching.pictures,
)


def pictures() -> list[Picture]:
    """Gather all pictures; their names become file names, so each must be its own."""
    found = [picture for source in SOURCES for picture in source()]
    names = [picture.name for picture in found]
    if len(set(names)) != len(names):
        raise ValueError(f"two pictures of one name among {sorted(names)}")
    return found
