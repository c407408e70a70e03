"""Lines of a page, with the places at which they stand."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """Words of a line that stand apart from the others, and from where to where."""

    text: str
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line on a page; `y` runs upwards from the foot, `size` is that of its type.

    One that ends in a broken word goes on with the next: `foot` is where it ends. `cells` are there
    where it is in pieces far apart.
    """

    text: str
    left: float
    right: float
    y: float
    size: float
    foot: float | None = None
    cells: tuple[Cell, ...] = ()

    @property
    def ends_at(self) -> float:
        """The height at which what follows is expected."""
        return self.y if self.foot is None else self.foot


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of one page in reading order."""

    lines: tuple[Line, ...]
    height: float
