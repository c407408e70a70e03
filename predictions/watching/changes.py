"""What changed on a page, in lines a person can read."""

from dataclasses import dataclass

_MOST_LINES = 5000


@dataclass(frozen=True, slots=True)
class Change:
    """Lines that came and lines that went, in their order."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def any(self) -> bool:
        """Whether anything changed; a new order of the same lines is no change."""
        return bool(self.added or self.removed)

    def summary(self, *, most: int = 5, width: int = 200) -> str:
        """Return a few lines for people: "+" what is new, "-" what has gone."""
        lines = [f"+ {line[:width]}" for line in self.added[:most]]
        lines += [f"- {line[:width]}" for line in self.removed[:most]]
        left = max(len(self.added) - most, 0) + max(len(self.removed) - most, 0)
        return "\n".join([*lines, f"and {left} more lines"] if left else lines)


def what_changed(before: str | None, after: str | None) -> Change:
    """Compare two texts by line, in linear time however long and hostile they are."""
    old, new = _lines(before), _lines(after)
    return Change(
        added=tuple(line for line in new if line not in old),
        removed=tuple(line for line in old if line not in new),
    )


def _lines(text: str | None) -> dict[str, None]:
    lines = (line.strip() for line in (text or "").splitlines()[:_MOST_LINES])
    return dict.fromkeys(line for line in lines if line)
