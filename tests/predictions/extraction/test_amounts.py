"""Percentages of a list that measure something, and percentages that say how probable it is."""

from datetime import date

import pytest

from predictions.extraction import extract
from predictions.extraction.deciding.accepting import judged
from predictions.extraction.layout.document import read_document

AMOUNTS = """
    Inflation: 3.5%
    GDP growth: 2%
    Unemployment rate at end of 2031: 4.2%
    S&P 500: +8%
    Bitcoin up 50%
    Turnout: 61%
    Market share of electric cars: 25%
    Approval rating of the mayor at year end: 41%
    10-year yield: 4%
    Mortgage rates fall to 5%
    Rents rise 10%
    Kern gets 48%
    Electric cars are 20% of sales
    Interest rates end the year at 4%
    The tram carries 30% of commuters
    Rents +5%
    Prices drop 10-15%
    Sales growth of 12%
    Revenue grows 20-30%
    Revenue growth of 20 to 30 percent
    Rents go up, by 5% or more
    Tariffs at 25%
    A 10% tax on trams
    A 30% fall in rents
    The bank cuts rates to 3.5%
    The mill is 90% automated
    Battery costs down 50%
    Trams reach 95% of towns
    Ad spend to grow 7%
    Rents will be 20% higher
    Harrow takes 52% to Kern's 48%
    Real wages: -2%
    Electric share of sales (2031): 40%
    Top tax rate 39%
    Electric cars pass 30% market share
    Interest rates at 4% by December
    100% of trams will be electric
    Half of trams, or 50%, will be electric
    Rents rise for 60% of tenants
    Wages grow 4% (2030: 3%)
    Inflation slows to 2.5% (from 3%)
    Harrow's vote share lands at 34%
    The index gains more than 10%
    Solar: 30% of power
    Margins of 40%
    Unemployment ends next year at 4%
    The margin is above last year's 12%
    The yield will stay around 1.5%
    The company pays a dividend yielding 4%
    The economy contracts in 2031, at -3%
    Growth for all of 2031 is within the projected range (between 4.5% and 6.5%)
    Sales growth in the upper half versus a consensus at 4.3%
"""
CHANCES = """
    Inflation below 3%: 70%|0.7
    Kern wins: 48%|0.48
    Kern wins (48%)|0.48
    Turnout above 60%: 80%|0.8
    60% Kern wins|0.6
    GDP growth over 2%: 55%|0.55
    Inflation ends the year above 3% (65%)|0.65
    The bank cuts rates to 3.5%: 40%|0.4
    Rents rise 10% or more: 20%|0.2
    Recession: 30%|0.3
    War in the hills: 5%|0.05
    No war in the hills: 95%|0.05
    Kern re-elected: 60%|0.6
    Harrow champions 25%|0.25
    Tram open by June 80%|0.8
    Tram open by June, 80% confident|0.8
    Tram open by June. Confidence: 80%|0.8
    I'm 80% sure the tram opens by June|0.8
    The tram opens by June at 80%|0.8
    The guild is unsure (less than 95% sure) who won by June. 20%|0.2
    Mill sold, 3 in 4|0.75
    The odds of a sale are 3 to 1 against|0.25
    Inflation over 5% [10%]|0.1
    Unemployment hits 6% (prob. 15%)|0.15
    GDP growth negative: 20%|0.2
"""

AMOUNTS_IN_PROSE = """
    Trams will carry 30% of riders by 2040.
    By 2040 30% of riders will use trams.
    Riders will grow by 30% by 2040.
    I expect trams to make up 30% of rides by 2040.
    The odds are that trams will carry 30% of riders by 2040.
    I put 30% of my savings into trams that will run by 2040.
    The share will be at 30% by 2040.
    Trams will be 30% more likely to be late by 2040.
    The plan to put trams at 30% of rides will fail by 2040.
    Some 30% of those asked think trams will run by 2040.
    Over 60% of respondents expect trams to run by 2040.
    The accuracy of the model will be at 90% by 2040.
    The models will score above 90% on the test by 2040.
    AI will write 90% of the code by 2040.
    Chances are wages will fall 30% by 2040.
    Wages will be 30% lower (range: 20% to 40%) by 2040.
    Kern leads with 52% in the polls and will win in 2027.
    Rents will be up 10% in 2027.
    Half of all trams (50%) will be electric by 2030.
    95% of trams will run on time in 2027.
    The 2% target will be met in 2027.
    Unemployment will be at 5% in 2027.
    The vote will split 52 to 48 in 2027.
    Kern will get 60-65% in 2027.
    A two-thirds majority will back Kern in 2027.
    One in five workers will lose their job by 2027.
    Three out of four trams will be electric by 2027.
    1 in 10 people will own a boat by 2027.
    Harrow will win 3-1 on Sunday.
    Kern will win by a margin of 3 to 1 in 2027.
    The ratio of boats to people will be 4:1 by 2027.
    There will be a 50-50 split of seats in 2027.
    A 60/40 portfolio will return 5% in 2027.
    Support for Kern will fall to 40% by 2027.
    Kern's chances will improve by 10% in 2027.
    The tram will be 90% full in 2027.
    Wool will make up 30% of exports by 2027.
    The mill will run at 80% capacity in 2027.
    Inflation will average 3% in 2027.
    Inflation is likely to be 3% in 2027.
    It is likely that 30% of mills will close by 2027.
    There is a good chance that rents will rise 10% by 2027.
    The risk of fire will fall by 20% by 2027.
    I'm sure 70% of trams will be electric by 2027.
    The 70% who like trams will win in 2027.
    At 14:30 on 3 May 2027 the tram will open.
    The tram will open at 9 to 10 in the morning of 3 May 2027.
    The bill will pass 60-40 in 2027.
    The film will have 80% on the critics' site in 2027.
    Growth will be 2 to 3 percent in 2027.
    The tram will be up to 50% cheaper by 2027.
    Emissions will be cut 55% by 2030.
    The company will own 51% of the mill by 2027.
    The tax on wool will be 15% by 2027.
    By June 2027, we think that it will be running at 1.9 percent.
    It seems likely to be a 0.25% hike in June 2027.
    The median official will likely write down a peak rate of 5% to 5.25% in 2027.
    Growth for wool will be in the range of 1% to 3% in 2027 versus a prior estimate of 2% to 4%.
    Inflation will be slightly higher in 2027 at 1.2% (June: 1%).
    Rents will hover again at 4% in 2027.
    Growth in 2027 of 2.5% is likely.
    GDP will contract again and growth for the full year 2027 will be -0.5%.
    It was thought likely that inflation would remain below 1% in 2027.
    The rate of inflation will ease in 2027, likely to 2%.
    The bank decided to maintain the policy rate (OPR) at 3.00 percent until 2027.
    The risk premium will be 3% in 2027.
"""
CHANCES_IN_PROSE = """
    I find it unlikely (<5%) that trams will run by 2040.|0.05
    I put trams by 2040 at around 30%.|0.3
    I'd give it 30% that trams run by 2040.|0.3
    I'd give trams by 2040 a 30% chance.|0.3
    My credence that trams will run by 2040 is 30%.|0.3
    My probability for trams by 2040 is 30%.|0.3
    I am at 30% for trams by 2040.|0.3
    Trams will run by 2040 with probability 0.3.|0.3
    There's a better than 50% chance that trams will run by 2040.|0.5
    There is less than a 10% chance that trams will run by 2040.|0.1
    There's a fifty percent chance trams will run by 2040.|0.5
    It's 60/40 that trams will run by 2040.|0.6
    I think there is roughly a one in three chance trams will run by 2040.|0.333
    I think there's a one third chance trams will run by 2040.|0.333
    I'd bet at 4:1 odds that trams will run by 2040.|0.8
    Trams running by 2040? I'd say 30%.|0.3
    Trams will run by 2040 (I'd say 30%).|0.3
    Trams will run by 2040 (p=0.3).|0.3
    Trams will run by 2040 (30% confidence).|0.3
    Trams will run by 2040 (confidence: 30%).|0.3
    Trams will run by 2040 [30%].|0.3
    Trams will run by 2040 ~30%.|0.3
    Trams will run by 2040, 30% likely.|0.3
    Trams will run by 2040, I am 30% sure.|0.3
    I now think there's about a **30%** chance that trams will run by 2040.|0.3
    The experts put a **30%** likelihood on trams by 2040.|0.3
    I put it at a bit over 50% that trams will run by 2040.|0.5
    I would put the probability above 0.5 that trams run by 2040.|0.5
    The chance that trams will run by 2040 is low, on the order of 3%.|0.03
    The forecasters think the chance that trams will run by 2040 is 63% (range: 45% to 75%).|0.63
    Respondents put the odds of trams running by 2040 at 66 percent.|0.66
    The odds that trams run by 2040 would, in my view, be 25%.|0.25
    I'm 90%+ confident trams will run by 2040.|0.9
    I'd estimate the likelihood of trams by 2040 at 15%.|0.15
    The median respondent thought there was a 5% chance of trams by 2040.|0.05
    There is a 70% chance that the mill will close in 2027.|0.7
    I'd put it at 70% that the mill will close in 2027.|0.7
    The mill will close in 2027 (70%).|0.7
    I am 70% confident the mill will close in 2027.|0.7
    I'm about 70% sure the mill will close in 2027.|0.7
    The mill has a 70% chance of closing in 2027.|0.7
    The probability that the mill will close in 2027 is 70%.|0.7
    The probability of the mill closing in 2027 is around 70%.|0.7
    The odds of the mill closing in 2027 are about 70%.|0.7
    The mill closing in 2027 is 70% likely.|0.7
    It's 70% likely that the mill will close in 2027.|0.7
    With 70% probability the mill will close in 2027.|0.7
    With a probability of 70%, the mill will close in 2027.|0.7
    Kern gives the mill a 70% chance of closing in 2027.|0.7
    Markets price a 70% chance of the mill closing in 2027.|0.7
    I'd say 70% that the mill closes in 2027.|0.7
    P(the mill closes in 2027) = 70%|0.7
    The mill will close in 2027, with 70% confidence.|0.7
    The mill will close in 2027 with a likelihood of 70 percent.|0.7
    I assign a 70% probability to the mill closing in 2027.|0.7
    There's a seven in ten chance that the mill will close in 2027.|0.7
    There's a three in four chance that the mill will close in 2027.|0.75
    There's a one-in-ten chance that the mill will close in 2027.|0.1
    The mill has a 1 in 10 chance of closing in 2027.|0.1
    It's a coin flip, 50/50, whether the mill will close in 2027.|0.5
    The odds are 3 to 1 against the mill closing in 2027.|0.25
    I think there's maybe a 70 percent chance the mill closes in 2027.|0.7
    There is a 60-70% chance that the mill will close in 2027.|0.65
    The model gives the mill a 70% probability of closing in 2027.|0.7
    Metaculus is at 70% that the mill will close in 2027.|0.7
    The chances that the mill closes in 2027 stand at 70%.|0.7
    We estimate a 70% chance of the mill closing in 2027.|0.7
    My confidence that the mill will close in 2027: 70%.|0.7
    The mill will close in 2027: 70% confidence.|0.7
    Call it 70% that the mill will close in 2027.|0.7
    The odds that the deficit will exceed 3.4% in 2027 are 60%.|0.6
    The chance that the Greens get more than 5% in 2027 is about 60%.|0.6
"""


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().split("\n")]


def stated(item: str, text: str = "# Predictions for 2031\n\n- {}\n") -> list[float]:
    """The probabilities that an item under announced predictions states, as worded."""
    text = text.format(item)
    document = read_document(text, published=date(2030, 12, 1), author="Ada", title=None)
    return [p.stated.value for p in judged(document)[0] if p.stated]


@pytest.mark.parametrize("item", lines(AMOUNTS))
def test_an_amount_is_no_probability(item: str) -> None:
    assert stated(item) == []


@pytest.mark.parametrize("line", lines(CHANCES))
def test_a_chance_is_one(line: str) -> None:
    item, _, value = line.partition("|")
    assert [
        v
        for v in stated(item)
        if abs(v - float(value)) < 0.006 or abs(1 - v - float(value)) < 0.006
    ]


PROSE = "Notes from the valley.\n\n{}\n"


@pytest.mark.parametrize("sentence", lines(AMOUNTS_IN_PROSE))
def test_an_amount_in_prose_is_no_probability(sentence: str) -> None:
    assert stated(sentence, PROSE) == []


@pytest.mark.parametrize("line", lines(CHANCES_IN_PROSE))
def test_a_chance_in_prose_is_one(line: str) -> None:
    sentence, _, value = line.partition("|")
    assert any(abs(chance - float(value)) < 0.006 for chance in stated(sentence, PROSE))


RUNNING = "Wool was dearer again on Monday, as the guild had said. {} The mills stayed shut.\n"
COUNTED = [
    f"{what} {did} {number}."
    for what in ("The index of small mills", "The rate for new looms", "Sales of the guild")
    for did in ("slumped", "held at", "stood unchanged at", "erased a slide that topped", "added")
    for number in ("2%", "0.75%", "3.7 percent")
]


@pytest.mark.parametrize("sentence", COUNTED)
def test_what_was_counted_ends_a_sentence_of_a_report(sentence: str) -> None:
    assert extract(RUNNING.format(sentence), published=date(2026, 2, 5)) == ()


LOOKED_BACK = [
    "Even so, there were no important changes in expectations for inflation ({}).",
    "Imports posted an annual drop during the fourth quarter, concentrated in December ({}).",
    "Exports grew at a pace that is higher than the one registered in May ({}).",
    "Prices remained at the same level as in June ({}).",
]


@pytest.mark.parametrize("sentence", LOOKED_BACK)
def test_a_number_behind_what_was_counted_is_no_chance(sentence: str) -> None:
    assert stated(sentence.format("57%"), RUNNING) == []


@pytest.mark.parametrize("mark", [" ({})", ": {}", ", {}"])
def test_a_chance_that_a_mark_sets_apart_ends_a_sentence_of_any_text(mark: str) -> None:
    sentence = f"The mills will open again by May 2026{mark.format('60%')}."
    assert stated(sentence, RUNNING) == [0.6]


def test_a_market_s_number_now_is_told_from_the_one_before() -> None:
    question = "1. [Will Kern fall by April 2031](https://a.example/1/)?: **69% \u2014\u2192 14%**"
    assert stated(question, "# Odds\n\n{}\n") == [0.14]


@pytest.mark.parametrize(
    ("words", "probability"),
    [
        ("The odds are two to one that the mill closes by 2030.", 0.666667),
        ("The mill will close by 2030, with odds of about three to one.", 0.75),
        ("The odds are ten to one against a deal by 2030.", 0.090909),
        ("Kern will win by two to one in 2030.", None),
        ("It will take one to two years.", None),
    ],
)
def test_odds_are_read_in_words_where_odds_are_meant(words: str, probability: float | None) -> None:
    [found] = extract(words, published=date(2026, 2, 5))
    assert found.probability == probability
