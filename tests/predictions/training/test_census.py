"""The README of the corpus says what the corpus holds."""

from predictions.extraction.training.census import census
from predictions.extraction.training.load import HERE, corpus, passages


def test_lines_marks_and_denials_are_counted_by_genre() -> None:
    found = passages("demo", "# published=2020-01-01\n[[a]] and [[b]]{no}\nplain\n")
    assert census(found).splitlines()[2:] == [
        "| demo | 2 | 50% | 2 | 1 |",
        "| all | 2 | 50% | 2 | 1 |",
    ]


def test_the_readme_holds_the_census_of_today() -> None:
    assert census(corpus()) in (HERE / "README.md").read_text("utf-8")
