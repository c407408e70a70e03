"""What somebody argues of a time to come in the plain present is a forecast; how things work, were or are laid down is none."""

from datetime import date

import pytest

from predictions.extraction import extract

TALK = (
    "I read the paper on looms with some interest.\n\nThe authors compare two kinds of looms.\n\n"
)


def told(sentence: str) -> list[tuple[str, str, str | None]]:
    found = extract(TALK + sentence + "\n", published=date(2026, 5, 4), author="Ada Kern")
    return [(c.statement, c.polarity.value, str(c.deadline) if c.deadline else None) for c in found]


@pytest.mark.parametrize(
    ("sentence", "statement", "polarity", "deadline"),
    [
        ("This is more of a claim that wool doesn't get cheaper within the 2027-2029 window because of shared looms.", "Wool gets cheaper within the 2027-2029 window because of shared looms", "no", "2029-12-31"),
        ("My point is that the ferry doesn't steer itself before 2032.", "The ferry steers itself before 2032", "no", "2031-12-31"),
        ("All I'm arguing is that the second generation of looms arrives in 2028.", "The second generation of looms arrives in 2028", "yes", "2028-12-31"),
        ("I maintain that the price of a loom halves by 2030.", "The price of a loom halves by 2030", "yes", "2030-12-31"),
        ("I think the guild's looms match ours by 2028.", "The guild's looms match ours by 2028", "yes", "2028-12-31"),
        ("Seeing the trials leaves me fairly sure that the new line slips to 2029.", "The new line slips to 2029", "yes", "2029-12-31"),
        ("I think that the next loom is tried after 2029.", "The next loom is tried after 2029", "yes", None),
        ("The next loom might be tried after 2029.", "The next loom will be tried after 2029", "yes", None),
        ("On my model, most of the gain comes in 2028-2030.", "On my model, most of the gain comes in 2028-2030", "yes", "2030-12-31"),
        ("At the current rate the last handloom stops in 2031.", "At the current rate the last handloom stops in 2031", "yes", "2031-12-31"),
        ("In worlds where shared looms work, half of the small mills are gone by 2030.", "In worlds where shared looms work, half of the small mills are gone by 2030", "yes", "2030-12-31"),
        ("Conditional on the treaty holding, output doubles by 2029.", "Output doubles by 2029", "yes", "2029-12-31"),
        ("Until 2030, when the coast line opens, nothing beats the ferry on price.", "Before 2030, when the coast line opens, nothing beats the ferry on price", "no", "2030-12-31"),
        ("You're right about the price, but the loom doesn't ship before 2028.", "The loom ships before 2028", "no", "2027-12-31"),
        ("I doubt that the small looms get there in the 2027-2028 period.", "The small looms get there in the 2027-2028 period", "no", "2028-12-31"),
        ("I don't buy that the loom is ready in 2027.", "The loom is ready in 2027", "no", "2027-12-31"),
        ("It follows that the mills need 40 MW by 2029.", "It follows that the mills need 40 MW by 2029", "yes", "2029-12-31"),
        ("Which is to say, the shortage lasts until at least 2028.", "The shortage lasts until at least 2028", "yes", "2028-12-31"),
        ("It'll take a while for the small mills to catch up.", "It'll take a while for the small mills to catch up", "yes", None),
        ("I'd be surprised if the small looms ever beat the large ones.", "The small looms ever beat the large ones", "no", None),
        ("I don't expect the looms to learn linen.", "The looms will learn linen", "no", None),
        ("It's clear that this growth in the number of looms cannot continue.", "This growth in the number of looms can continue", "no", None),
        ("It is hard to see how the small mills can catch up.", "The small mills can catch up", "no", None),
        ("It's difficult to imagine a future where they don't exist in some form.", "There will be a future where they exist in some form", "yes", None),
        ("By then, it might be too late to mend it.", "By then, it will be too late to mend it", "yes", None),
        ("It could take much longer than people think.", "It will take much longer than people think", "yes", None),
        ("Shared looms are on the way to becoming common.", "Shared looms are on the way to becoming common", "yes", None),
        ("My strong assumption is that nothing much will happen.", "Something much will happen", "no", None),
    ],
)  # fmt: skip
def test_what_is_argued_of_a_time_to_come_is_a_forecast(
    sentence: str, statement: str, polarity: str, deadline: str | None
) -> None:
    assert told(sentence) == [(statement, polarity, deadline)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The mills would need 40 MW by 2030.",
        "A post on the coast road will be closed by 2030.",
        "I expect 35 of the 42 seats (83%) to go to the guild.",
        "Especially in the north, rents will rise.",
    ],
)
def test_what_only_looks_like_talk_of_an_end_or_a_text_stays_a_forecast(sentence: str) -> None:
    assert len(told(sentence)) == 1


def test_a_cautious_denial_has_the_time_of_its_sentence() -> None:
    found = told(
        "Starting with timelines where self-weaving doesn't appear in 2027-2029, I think adding shared"
        " looms (on their own) doesn't obviously give self-weaving either."
    )
    assert [polarity for _, polarity, _ in found] == ["no", "no"]


@pytest.mark.parametrize(
    ("sentence", "quotes"),
    [
        ("The large mills are already short of thread and probably run out of it by 2028.", ["probably run out of it by 2028"]),
        ("After 2029, there are new things that could be tried, such as weaving by water, and enough money will be around that new mills might open, so I'm only speaking of the near term.", ["After 2029, there are new things that could be tried, such as weaving by water", "enough money will be around that new mills might open"]),
        ("One takeaway is that by default, there will probably be no clear signs.", ["by default, there will probably be no clear signs"]),
    ],
)  # fmt: skip
def test_each_thing_that_is_held_is_quoted_alone(sentence: str, quotes: list[str]) -> None:
    found = extract(TALK + sentence + "\n", published=date(2026, 5, 4), author="Ada Kern")
    assert [c.quote for c in found] == quotes


def test_what_is_held_likely_behind_and_has_the_subject_before_it() -> None:
    sentence = "The new loom is too dear for us, but likely pays off by 2029 for the large mills."
    assert told(sentence) == [
        ("The new loom pays off by 2029 for the large mills", "yes", "2029-12-31")
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "We would need a flood every spring for the next fifty years to get to that goal.",
        "A short opinion post on what to expect of looms in 2030.",
        "The cutoff in 2025 was 35 out of 42 points (~83%).",
        "The models for what looms will do in the near future are grounded in trials.",
        "Especially how long it will take to get to that point.",
        "It is hard to see how the table fits the text.",
        "It's not hard to imagine a world where looms are free.",
        "I can't go on like this.",
        "The tour cannot go on without a guide.",
        "There is no way to predict the next step of the guild.",
        "I'm excited to see how looms will evolve next year.",
        "It will be interesting what tasks he can find.",
        "I'm hopeful that we will be ready for it.",
        "By default the loom will weave in white.",
        "In 2028 there are elections in the valley.",
        "In the table there are more looms than weavers.",
        "My claim is that a loom trained on wool doesn't carry over to linen.",
        "What I'm saying is that the paper tests the wrong thing.",
        "I think the guild's looms matched ours in 2023.",
        "I'd argue that the numbers of 2024 were never checked.",
        "Even at 2024 prices the loom was cheaper than a weaver.",
        "In worlds where looms are free, nobody weaves by hand.",
        "Assuming that the data is clean, the second fit is better than the first.",
        "So this implies that the output of 2023 was more than 90 tons.",
        "I think the plan for 2030 names four mills.",
        "I believe the 2030 target is 40 tons a year.",
        "The contract doesn't expire until 2031.",
        "The letter doesn't say anything about the looms in 2030.",
        "The ticket isn't valid before June 2027.",
        "I'm not making a claim about 2030 here.",
        "It is a mistake to think that a chart for 2030 says anything about thread.",
        "It might take a while for the page to load.",
        "I'd be surprised if the authors had not tried this in 2024.",
        "I'd be surprised if the file is on your disk already.",
        "I don't expect you to read all of it.",
        "I don't expect the reader of this to know the term.",
        "I think that losing ten pounds in a month is not healthy.",
        "I don't want to be of no use tomorrow.",
        "The drop in wool in February does not suggest that demand is falling.",
        "Niko wrote a post on this back in June, and I think it's important.",
    ],
)
def test_what_is_argued_of_now_or_then_is_none(sentence: str) -> None:
    assert told(sentence) == []
