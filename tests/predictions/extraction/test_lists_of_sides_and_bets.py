"""Lists whose items are no sentences: records of a season, bets with their winners, labels and grades."""

from datetime import date

import pytest

from predictions.extraction import extract

DAY = date(2030, 12, 20)


def quotes(text: str) -> list[str]:
    return [c.quote for c in extract(text, published=DAY, author="Ada")]


RECORDS = "<p>1.  Kern Rovers (58 - 24) - What more is there to say?</p>\n\n<p>2.  Lund (44 - 38)</p>\n\n<p>3.  Ostby Town (20 - 62) - Bleh.</p>\n"


def test_the_records_of_a_preview_are_forecasts_and_the_words_behind_them_are_not() -> None:
    assert quotes("# Ada's league preview 2031\n\n" + RECORDS) == [
        "Kern Rovers (58 - 24)",
        "Lund (44 - 38)",
        "Ostby Town (20 - 62)",
    ]


@pytest.mark.parametrize(
    "title", ["League standings 2030", "Preview of week 12", "The season so far"]
)
def test_records_as_they_stand_are_none(title: str) -> None:
    assert quotes(f"# {title}\n\n" + RECORDS) == []


def test_who_won_a_bet_is_no_pick_and_what_is_bet_on_is_a_forecast() -> None:
    text = "# Bets\n\nWhat I have bet on.\n\n* On the 3rd of May 2030, I bet 20 crowns against 5 of Bo Lund's that the Harlow mill would close by June 2031. Winner: Bo Lund.\n* On the 4th of May 2030, I bet 10 crowns against 90 of Cy Roe's that Kern would be mayor in 2032. Cy Day will arbitrate in the case of a dispute. Winner: unknown.\n"
    assert quotes(text) == [
        "the Harlow mill would close by June 2031",
        "Kern would be mayor in 2032",
    ]


def test_a_pick_is_one_where_nothing_was_bet() -> None:
    assert quotes("# Predictions for 2031\n\nThe cup\n\nWinner: Bo Lund\n") == ["Winner: Bo Lund"]


@pytest.mark.parametrize(
    "line",
    [
        "- **Falsification**: By 2040 the mines remain open and no law closes them.",
        "- **Verification**: By 2040 most mines are closed.",
        "- **Target Date**: 2040-12-31",
        "- `Likely side` is the side with the higher chance when it will be at least 25%.",
    ],
)
def test_how_a_claim_will_be_judged_is_no_claim(line: str) -> None:
    assert quotes(f"# Predictions\n\n> The last mine will close by 2040.\n\n{line}\n") == [
        "The last mine will close by 2040"
    ]


def test_a_grade_goes_on_to_the_end_of_its_item() -> None:
    text = "# Predictions for 2031\n\n- The mill opens its doors again. Update: Nope... a new sign does not an opening make.\n- The tram reaches Harlow in May. Update: Full credit. I think it will reach Lund by 2033, too.\n"
    assert not any("sign" in quote for quote in quotes(text))
    assert any("Lund by 2033" in quote for quote in quotes(text))


TIMELINE = "2032\u20132035\n\n\u2013 Trams gain traction in the valley\n\u2013 Harlow dam restored\n\n2036\u20132040\n\n\u2013 Mills of the river run by themselves\n\n---\n\n2031\tFounding\n\n\u2013 Partner with the town for a pilot\n"


def test_bare_phrases_below_years_far_ahead_are_forecasts_and_what_is_to_be_done_is_none() -> None:
    assert quotes("# Timelines of the valley\n\n" + TIMELINE) == [
        "Trams gain traction in the valley",
        "Harlow dam restored",
        "Mills of the river run by themselves",
    ]


@pytest.mark.parametrize("title", ["Roadmap of the valley", "Release timelines", "Minutes"])
def test_a_plan_with_years_is_no_timeline_of_the_future(title: str) -> None:
    assert quotes(f"# {title}\n\n" + TIMELINE) == []


STATIONS = "{0}\n----\n\n* Trams climb the mountain\n* Most mills run by themselves\n\n{1}\n----\n* Harlow has a harbour\n"


def test_headings_of_years_far_ahead_announce_predictions_without_a_title() -> None:
    assert quotes("Notes for later.\n\n" + STATIONS.format(2042, 2052)) == [
        "Trams climb the mountain",
        "Most mills run by themselves",
        "Harlow has a harbour",
    ]


@pytest.mark.parametrize("years", [(2022, 2026), (2031, 2033)])
def test_headings_of_years_past_or_near_do_not(years: tuple[int, int]) -> None:
    assert quotes("Notes for later.\n\n" + STATIONS.format(*years)) == []


def test_a_plan_for_years_far_ahead_is_none() -> None:
    assert quotes("# Roadmap\n\n" + STATIONS.format(2042, 2052)) == []


def test_parts_of_the_forecasters_are_chances_and_parts_of_those_asked_are_none() -> None:
    asked = "# Forecasts of the flood\n\n1. How many houses will be flooded by 2031?\n\n    - {} say between 50 and 100.\n    - 38% say more than 100.\n"
    found = extract(asked.format("62% of the forecasters"), published=DAY, author="Ada")
    assert [c.probability for c in found] == [0.62, 0.38]
    assert not any(
        c.probability
        for c in extract(asked.format("62% of the villagers"), published=DAY, author="Ada")
    )


def test_what_came_of_an_item_is_no_part_of_it() -> None:
    text = "# Predictions for 2031\n\nMy predictions:\n\n- The mill opens <b>Update: it did.</b>\n"
    assert quotes(text) == ["The mill opens"]


RECORD = "#### H-2\n\n> The old guild is not coming back\n\n- **Status**: open\n- **Source**: kern-2030\n"


def test_what_a_record_of_predictions_is_about_is_a_claim() -> None:
    assert quotes("# Prediction tracking\n\n" + RECORD) == ["The old guild is not coming back"]


def test_what_a_record_of_defects_is_about_is_none() -> None:
    assert quotes("# Defects\n\n" + RECORD) == []


def test_the_day_of_a_bet_is_not_the_day_of_what_is_bet_on() -> None:
    text = "# Bets\n\n* On the 3rd of May 2030, I bet 20 crowns against 5 of Bo Lund's that Cy Roe would win his match. Winner: me.\n* On the 4th of May 2030, I bet 20 crowns against 5 of Bo Lund's that the mill would close within two years. Winner: me.\n"
    found = extract(text, published=DAY, author="Ada")
    assert [str(c.deadline) for c in found] == ["None", "2032-05-04"]


def test_what_is_asked_as_of_a_day_is_answered_for_that_day() -> None:
    text = "# Forecasts\n\n1. How many houses will be flooded as of 31 March 2032?\n\n    - 62% of the forecasters say between 50 and 100.\n"
    found = extract(text, published=DAY, author="Ada")
    assert [str(c.deadline) for c in found] == ["2032-03-31"]


def test_a_heading_that_names_nothing_is_no_claim() -> None:
    text = "# Predictions for 2031\n\n## Not gonna happen\n\n- The mill will reopen.\n\nI say what will and won't happen.\n"
    assert not any("happen" in quote for quote in quotes(text))
    assert quotes("# Predictions for 2031\n\nThe merger won't happen.\n") == [
        "The merger won't happen"
    ]
