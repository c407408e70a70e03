"""Pages of predictions whose entries each say when they were made and when they fall due."""

from datetime import date

import pytest

from predictions.extraction import extract

TODAY = date(2031, 6, 1)


def deadlines(text: str) -> list[date | None]:
    return [c.deadline for c in extract(text, published=TODAY, author="Ada")]


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("*Made 2029-03-04, horizon 2033.*", date(2033, 12, 31)),
        ("Predicted on 3 May 2030 for the end of 2031.", date(2031, 12, 31)),
        ("Made: 2029-03-04 | Horizon: 5 years", date(2034, 3, 4)),
        ("Deadline: 2033-05-01", date(2033, 5, 1)),
        ("Resolves by the end of June 2032", date(2032, 6, 30)),
        ("Thoughts on ferries.", None),
        ("Nobody scored the tender, said Cleo in 2029.", None),
    ],
)
def test_a_line_of_labels_dates_its_entry_alone(line: str, day: date | None) -> None:
    text = (
        f"# Pending\n\n## Ferries\n\n{line}\n\nDiesel ferries will be a minority.\n\n"
        "## Tolls\n\nTolls will double.\n"
    )
    assert deadlines(text) == [day, None]


@pytest.mark.parametrize(
    "heading", ["## 2030-05-06: Tolls", "## Tolls (6 May 2030)", "## Tolls\n\nMade: 2030-05-06"]
)
def test_an_entry_counts_from_the_day_it_was_made(heading: str) -> None:
    text = f"# Pending\n\n{heading}\n\nTolls will double within three years.\n"
    assert deadlines(text) == [date(2033, 5, 6)]


def test_a_heading_with_a_year_of_predictions_keeps_it_beside_its_day() -> None:
    text = "# Notes\n\n## Predictions for 2032 (2031-05-06)\n\nTolls will double.\n"
    assert deadlines(text) == [date(2032, 12, 31)]


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("- 2029-03-04: Tolls will double in 5 years.", date(2034, 3, 4)),
        ("**4 March 2029** - Tolls will double in the next two years.", date(2031, 3, 4)),
        ("- (March 2029) Tolls will double in 5 years.", date(2034, 3, 31)),
        ("Tolls will double. (2033)", date(2033, 12, 31)),
        ("Tolls will double. Timeframe: 5 years.", date(2036, 6, 1)),
        ("Tolls will double. (Cole 2029)", None),
    ],
)
def test_an_entry_of_one_line_carries_its_day_and_its_horizon(line: str, day: date | None) -> None:
    text = f"# Pending\n\nThings I wrote down over the years.\n\n{line}\n\nThe pier will be sold.\n"
    assert deadlines(text) == [day, None]


@pytest.mark.parametrize(
    ("heading", "day"),
    [
        ("## March 4, 2029: Tolls (5 years)", date(2034, 3, 4)),
        ("## 2029-03-04\n\n### 5 years", date(2034, 3, 4)),
        ("## Tolls\n\n- **Made:** 2029-03-04\n- **Horizon:** 2033", date(2033, 12, 31)),
    ],
)
def test_a_horizon_in_a_heading_counts_from_the_day_beside_it(heading: str, day: date) -> None:
    assert deadlines(f"# Pending\n\n{heading}\n\nTolls will double.\n") == [day]


@pytest.mark.parametrize("label", ["**{}**: ", "{}: ", "*{}*: ", "({}): "])
def test_the_day_in_front_of_an_entry_is_no_part_of_its_claim(label: str) -> None:
    text = "".join(
        f"- {label.format(f'2031-05-0{n}')}The toll of road {n} will double within five days. (Confidence: 6{n}%)\n"
        for n in range(1, 5)
    )
    found = extract(text, published=TODAY, author="Ada")
    assert [c.statement for c in found] == [
        f"The toll of road {n} will double by {5 + n} May 2031" for n in range(1, 5)
    ]
    assert [c.deadline for c in found] == [date(2031, 5, n + 5) for n in range(1, 5)]


def test_the_day_of_a_log_is_known_by_the_later_one_that_its_entry_states() -> None:
    text = "- **2031-08-06**: The toll will double by 2031-11-30. (Confidence: 60%)\n- **2031-08-07**: The mill will close by 2031-12-15. (Confidence: 70%)\n"
    found = extract(text, published=TODAY, author="Ada")
    assert [(c.statement, c.deadline) for c in found] == [
        ("The toll will double by 2031-11-30", date(2031, 11, 30)),
        ("The mill will close by 2031-12-15", date(2031, 12, 15)),
    ]


def test_of_two_adverbs_only_the_one_of_probability_comes_off() -> None:
    (found,) = extract("Looms will inevitably and irrevocably win by 2035.", published=TODAY)
    assert found.statement == "Looms will irrevocably win by 2035"
