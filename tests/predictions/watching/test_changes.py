"""What changed on a page."""

from hypothesis import given
from hypothesis import strategies as st

from predictions.watching.changes import Change, what_changed

TEXTS = st.lists(st.sampled_from(["a", "b", "c", "", "d "]), max_size=8).map("\n".join)


def test_lines_that_came_and_went_are_told() -> None:
    change = what_changed("Title\nUnder review\nFooter", "Title\nGranted\nFooter")
    assert change == Change(("Granted",), ("Under review",))
    assert change.summary() == "+ Granted\n- Under review"


def test_long_changes_are_cut_and_counted() -> None:
    change = what_changed(None, "\n".join(str(n) for n in range(12)))
    assert change.summary(most=2) == "+ 0\n+ 1\nand 10 more lines"


def test_a_page_that_appears_or_goes_changed_wholly() -> None:
    assert what_changed(None, "x").added == ("x",)
    assert what_changed("x", None).removed == ("x",)


@given(TEXTS, TEXTS)
def test_nothing_changes_between_equal_texts_and_all_changes_are_mutual(a: str, b: str) -> None:
    assert not what_changed(a, a).any
    there, back = what_changed(a, b), what_changed(b, a)
    assert (there.added, there.removed) == (back.removed, back.added)
