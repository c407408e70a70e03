"""Percentages of a list that measure something, and percentages that say how probable it is."""

from datetime import date

import pytest

from predictions.extraction.accepting import judged
from predictions.extraction.document import read_document

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
    Mill sold, 3 in 4|0.75
    The odds of a sale are 3 to 1 against|0.25
    Inflation over 5% [10%]|0.1
    Unemployment hits 6% (prob. 15%)|0.15
    GDP growth negative: 20%|0.2
"""


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().split("\n")]


def stated(item: str) -> list[float]:
    """The probabilities that an item under announced predictions states, as worded."""
    text = f"# Predictions for 2031\n\n- {item}\n"
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
