"""What a sentence holds to be coming in words without a tense for it is a forecast; what only looks like it is none."""

from datetime import date

import pytest

from predictions.extraction import extract

TALK = "The valley lies north of Harlow.\n\nI walked along the river with my brother.\n\n"


def told(sentence: str) -> list[tuple[str, float | None]]:
    found = extract(TALK + sentence + "\n", published=date(2026, 5, 4), author="Ada Kern")
    return [(c.statement, c.probability) for c in found]


@pytest.mark.parametrize(
    ("sentence", "statement"),
    [
        ("I see rents falling across the valley.", "Rents will fall across the valley"),
        ("In the city, I see this affecting the clerks the most.", "This will affect the clerks the most"),
        ("I can see the two guilds merging.", "The two guilds will merge"),
        ("So we have the bank rate ending next year at around three.", "The bank rate will end in 2027 at around three"),
        ("We see the yield getting to 3.1 by the end of the year.", "The yield will get to 3.1 by the end of 2026"),
        ("The bank puts growth at 2.4 percent next year.", "The bank puts growth at 2.4 percent in 2027"),
        ("My best guess is 2028.", "My best guess is 2028"),
        ("If you pressed me, I'd say 2030.", "I'd say 2030"),
        ("The tram has the potential to halve the traffic on the coast road by 2034.", "The tram has the potential to halve the traffic on the coast road by 2034"),
        ("Barton Capital set a price target for Kern Mills to reach 146 crowns.", "Barton Capital set a price target for Kern Mills to reach 146 crowns"),
        ("A quarter-point cut appears locked in.", "There will be a quarter-point cut"),
        ("A rate cut in June looks like a done deal.", "There will be a rate cut in June 2026"),
        ("The drought looks to remain a problem for the rest of the year.", "The drought will remain a problem for the rest of 2026"),
        ("It looks like they won't give us the speed we need.", "They will give us the speed we need"),
        ("I can't imagine the council agreeing to that.", "The council will agree to that"),
        ("If the mill stays public, look for it to become a second Barton.", "If the mill stays public, look for it to become a second Barton"),
        ("A recession is coming.", "A recession is coming"),
        ("Many of the effects are still to come.", "Many of the effects are still to come"),
        ("The trade I loved is going away.", "The trade I loved is going away"),
        ("I think the phone stops being a toy.", "The phone stops being a toy"),
        ("I think that the price of wool trends towards zero.", "The price of wool trends towards zero"),
        ("So we think the bank's done.", "The bank's done"),
        ("I am prepared to go out on a limb and say that we are staying up!", "We are staying up"),
        ("What will happen is the slow hollowing out of the valley.", "What will happen is the slow hollowing out of the valley"),
        ("Kern's likely compromise is a cut now and a pause after.", "Kern's compromise is a cut now and a pause after"),
        ("There is a risk that the big mills lean too much on their old names.", "The big mills lean too much on their old names"),
        ("In the next twelve months, expect things to get even wilder.", "Things will get even wilder"),
        ("The guild foresees a shortage of looms.", "There will be a shortage of looms"),
        ("I'm going to call Lund, Barton and Kern to go down.", "Lund, Barton and Kern will go down"),
        ("Several other towns, Lund among them, are also set for significant growth.", "Several other towns, Lund among them, are also set for significant growth"),
        ("I'm confident we can overcome the last two faults.", "We can overcome the last two faults"),
    ],
)  # fmt: skip
def test_what_is_held_to_be_coming_is_a_forecast(sentence: str, statement: str) -> None:
    assert [said for said, _ in told(sentence)] == [statement]


@pytest.mark.parametrize(
    ("sentence", "statement", "chance"),
    [
        ("Odds of a recession have dropped to 42%.", "There will be a recession", 0.42),
        ("The probability of a cut in September is now 85%, according to futures.", "There will be a cut in September 2026", 0.85),
        ("Market odds that the merger closes have slipped to 55%.", "The merger closes", 0.55),
    ],
)  # fmt: skip
def test_odds_that_moved_are_those_of_what_may_come(
    sentence: str, statement: str, chance: float
) -> None:
    assert told(sentence) == [(statement, chance)]


@pytest.mark.parametrize(
    "sentence",
    [
        "I see people using it on the ferry every day.",
        "I already see firms pushing their people to use such tools.",
        "I see him waiting at the gate.",
        "I see a lot of people asking this question.",
        "We have two looms running at the moment.",
        "They see many people coming to the fair each June.",
        "My best guess is as good as yours.",
        "My first car was from 1994.",
        "The loom has the potential to hurt a careless hand.",
        "Every firm has the potential to make bad decisions that looked good at the time.",
        "A price target is what a broker thinks a share is worth.",
        "The settings are locked in by the administrator.",
        "The beams are baked in the old oven.",
        "She looks to her brother for advice.",
        "It looks like you might have a broken cable.",
        "I can't imagine living without my bicycle.",
        "My parents are coming to dinner.",
        "Where is the money coming from?",
        "Since these looms are going away, it is wise to buy the new ones.",
        "I think the file becomes read-only when you close it.",
        "I think the soup is done.",
        "What will happen is decided in the second chapter of the novel.",
        "There is little risk that anybody reads the small print.",
        "The contract foresees a fee of 200 crowns for each day of delay.",
        "I call my brother Lund to annoy him.",
    ],
)
def test_what_only_looks_like_it_is_none(sentence: str) -> None:
    assert told(sentence) == []


@pytest.mark.parametrize("mark", ["# ", "", "**"])
@pytest.mark.parametrize(
    ("headline", "quote", "statement"),
    [
        ("Ferry Passengers to Reach 1M in 2028", "Ferry Passengers to Reach 1M in 2028", "Ferry Passengers will reach 1M in 2028"),
        ("Copper to Nearly Double by 2030", "Copper to Nearly Double by 2030", "Copper will nearly Double by 2030"),
        ("Global wool market to grow to 24.1 billion crowns by 2030, generating revenues of 3 million", "Global wool market to grow to 24.1 billion crowns by 2030", "Global wool market will grow to 24.1 billion crowns by 2030"),
        ("Kern Predicts a 200-Crown Wool Price By 2027", "Kern Predicts a 200-Crown Wool Price By 2027", "Kern Predicts a 200-Crown Wool Price By 2027"),
        ("Bank Sees Two Cuts Next Year", "Bank Sees Two Cuts Next Year", "Bank Sees Two Cuts in 2027"),
    ],
)  # fmt: skip
def test_a_headline_foretells_without_a_tense(
    mark: str, headline: str, quote: str, statement: str
) -> None:
    ends = mark if mark == "**" else ""
    found = extract(
        f"{mark}{headline}{ends}\n\n{TALK}", published=date(2026, 5, 4), author="Ada Kern"
    )
    assert [(c.quote, c.statement) for c in found] == [(quote, statement)]


@pytest.mark.parametrize(
    "headline",
    [
        "How to Reach 1M Readers by 2030",
        "Ten Ways to Grow by 2030",
        "The Road to 2030",
        "Guild Plans to Grow by 2030",
        "Fast Forecasts for 2030",
        "Ferries Fail to Reach Port in 2024",
        "Kern Sees Snow",
    ],
)
def test_other_headlines_do_not(headline: str) -> None:
    assert extract(f"# {headline}\n\n{TALK}", published=date(2026, 5, 4), author="Ada") == ()


def test_what_will_be_at_a_time_named_before_is_a_claim_of_its_own() -> None:
    text = (
        f"{TALK}The town is expected to rival Harlow by 2036, when both will have 40,000 people.\n"
    )
    found = extract(text, published=date(2026, 5, 4), author="Ada Kern")
    assert [(c.quote, c.deadline) for c in found] == [
        ("The town is expected to rival Harlow by 2036", date(2036, 12, 31)),
        ("both will have 40,000 people", date(2036, 12, 31)),
    ]


@pytest.mark.parametrize(
    "claim",
    [
        "The peak we first expected for July 15th should come then",
        "The flood that they forecast for June will come in August",
        "As far as rents are concerned, the valley will see no change",
    ],
)
def test_what_was_expected_before_stays_the_subject(claim: str) -> None:
    found = extract(f"{TALK}{claim}.\n", published=date(2026, 5, 4), author="Ada Kern")
    assert [c.quote for c in found] == [claim]
