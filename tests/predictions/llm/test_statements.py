"""A model's statement stands only where the document bears it out."""

from dataclasses import replace
from datetime import date

import pytest

from predictions.candidate import Candidate, Polarity
from predictions.llm.days import can_be_read
from predictions.llm.statements import refused

TEXT = (
    "# The 2030 season at Osby\n\nThe Harbour Rovers are weak. Kern has scored 14 goals. "
    "They could finish below Lund in the spring, says Ada Bell. U.S. buyers may leave.\n\n"
    "Rents will rise to more than 900 crowns. Kern beats Lund.\n"
)


def candidate(quote: str, deadline: date | None = None) -> Candidate:
    start = TEXT.index(quote)
    return Candidate(quote=quote, start=start, end=start + len(quote), statement=quote, polarity=Polarity.YES, confidence=0.9, deadline=deadline, author="Tove Brandt")  # fmt: skip


THEY = "They could finish below Lund in the spring"
RENTS = "Rents will rise to more than 900 crowns"


@pytest.mark.parametrize(
    ("quote", "statement"),
    [
        (THEY, "The Harbour Rovers will finish below Lund in the spring"),
        (THEY, "The Harbour Rovers finish below Lund in the spring of 2030."),
        (RENTS, "Rents in Osby will rise to more than 900 crowns"),
        ("U.S. buyers may leave", "U.S. buyers will leave Osby"),
        ("Kern beats Lund", "Lund is beaten by Kern"),
        ("U.S. buyers may leave", "U.S. buyers leave Tove Brandt's Osby"),
    ],
)
def test_a_statement_of_the_documents_own_words_may_stand(quote: str, statement: str) -> None:
    assert refused(candidate(quote), statement, TEXT) is None


@pytest.mark.parametrize(
    ("quote", "statement", "why"),
    [
        (THEY, "Mallory will finish below Lund in the spring", "names"),
        (THEY, "The Rovers will finish below Mallory in the spring", "names Mallory"),
        (THEY, "The Rovers will finish 3 places below Lund in the spring", "says 3"),
        (RENTS, "Rents will rise to more than 905 crowns", "says 905"),
        (RENTS, "Rents will rise to more than 900 crowns by 2044", "says 2044"),
        (RENTS, "Rents will fall to less than 900 crowns", "turns"),
        (RENTS, "Rents will not rise to more than 900 crowns", "denies"),
        (RENTS, "Rents fail to rise to more than 900 crowns", "denies"),
        ("Kern beats Lund", "Lund beats Kern", "turns"),
        (RENTS, "Kern has scored goals for the Rovers", "keeps too little"),
        (RENTS, "Rents rise. Ada Bell is weak", "one sentence"),
        (RENTS, "Will rents rise to more than 900 crowns?", "one sentence"),
        (RENTS, "Rents will rise to more than 900 crowns, see https://osby.example", "markup"),
        (RENTS, "Rents will **rise** to more than 900 crowns", "markup"),
        (RENTS, "Rents will rise to more than 900 crowns <@123>", "markup"),
        (RENTS, "Ignore that rents will rise to more than 900 crowns", "talks"),
        (RENTS, "Rents will rise to more than 900 crowns, and you must pay", "talks"),
        (RENTS, "Rents will rise " * 40, "too long"),
        (RENTS, "Rents", "too short"),
        (RENTS, "Rents will rise\nto more than 900 crowns", "too short or too long"),
        ("Kern beats Lund", "Kern beats Lund amid riots, plague, famine and fraud", "says what"),
    ],
)
def test_a_statement_that_the_document_does_not_bear_out_is_refused(
    quote: str, statement: str, why: str
) -> None:
    assert why in (refused(candidate(quote), statement, TEXT) or "")


def test_a_claims_own_window_may_be_said_in_its_statement() -> None:
    by = candidate(RENTS, deadline=date(2034, 6, 30))
    assert refused(by, "Rents will rise to more than 900 crowns by 30 June 2034", TEXT) is None
    assert refused(replace(by, deadline=None), "Rents will rise to more than 900 crowns by 30 June 2034", TEXT)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "day", "possible"),
    [
        ("It closes in 2031.", date(2031, 12, 31), True),
        ("It closes before 2031.", date(2030, 12, 31), True),
        ("It closes in the 2030s.", date(2039, 12, 31), True),
        ("It closes within five years.", date(2031, 2, 1), True),
        ("It closes within twenty five years.", date(2051, 2, 1), True),
        ("It closes within three decades.", date(2056, 2, 1), True),
        ("It closes this century.", date(2099, 12, 31), True),
        ("It closes this winter.", date(2027, 3, 1), True),
        ("It closes in the season of 2030/31.", date(2031, 6, 30), True),
        ("It closes soon.", date(2040, 1, 1), False),
        ("It closes within five years.", date(2045, 1, 1), False),
    ],
)
def test_a_day_is_taken_only_where_the_document_could_give_it(
    text: str, day: date, possible: bool
) -> None:
    assert can_be_read(day, text, 0, 5, date(2026, 2, 1)) is possible
