"""Lists and tables of numbers that nobody forecasts."""

from datetime import date

import pytest

from predictions.extraction import extract

# What else is counted in percent: each reads like a list of forecasts to whoever looks at the numbers alone.
NO_FORECASTS = [
    pytest.param(
        "# Survey on trams\n\nHow likely are you to use the new tram?\n\n- Very likely: 45%\n- Somewhat likely: 30%\n- Unlikely: 25%\n",
        id="survey",
    ),
    pytest.param(
        "# What people expect\n\n| Answer | 2029 | 2030 |\n|---|---|---|\n| It will get better | 45% | 50% |\n| It will get worse | 55% | 50% |\n",
        id="survey table",
    ),
    pytest.param(
        "# Poll\n\n| Party | Share | Change |\n|---|---|---|\n| Kern party | 31% | +2 |\n| Lund party | 28% | -1 |\n",
        id="poll",
    ),
    pytest.param(
        "# Test report\n\n| File | Covered |\n|---|---|\n| predictions/model.py | 97% |\n| scoring/brier.py | 100% |\n",
        id="coverage",
    ),
    pytest.param(
        "# Forecasting library\n\n| Method | MAPE | Coverage |\n|---|---|---|\n| naive forecast | 12% | 80% |\n| seasonal forecast | 8% | 82% |\n",
        id="forecast lib",
    ),
    pytest.param(
        "# Governors compared\n\n| Setting | Energy (J) | Improvement (%) |\n|---|---|---|\n| Powersave mode | 17074 | 14.1% |\n| Balanced mode | 17455 | 12.4% |\n| Turbo mode | 19877 | 0.4% |\n",
        id="benchmark",
    ),
    pytest.param(
        "# Predictions and what the mills did\n\n| Mill | Forecast |\n|---|---|\n| Mill of Kern | -14.1% |\n| Mill of Lund | +3% |\n| Mill of Harlow | 5% |\n",
        id="changes with a sign",
    ),
    pytest.param(
        "# Changelog\n\n- 0.8: faster start\n- 0.7: tables are read\n- 0.6: first release\n",
        id="changelog",
    ),
    pytest.param(
        "# Spring sale\n\n- Kettles: 20% off\n- Lamps: 30% off\n- 50%: all chairs\n", id="discounts"
    ),
    pytest.param("# Label\n\n- Iron 45%\n- Calcium 20%\n- Vitamin C: 100%\n", id="nutrition"),
    pytest.param(
        "# Grading\n\n- Homework (30%)\n- Midterm (30%)\n- Final exam (40%)\n", id="syllabus"
    ),
    pytest.param(
        "# Portfolio for 2031\n\n- Bonds: 40%\n- Shares: 50%\n- Cash: 10%\n", id="allocation"
    ),
    pytest.param(
        "# Owners\n\n| Owner | Stake |\n|---|---|\n| Ada Lund | 60% |\n| Bo Kern | 40% |\n",
        id="ownership",
    ),
    pytest.param(
        "# Roadmap 2031\n\n- [x] Read tables (100%)\n- [ ] Read pictures (40%)\n- [ ] Release in June (0%)\n",
        id="progress",
    ),
    pytest.param("# Field notes\n\n10:05 – 80%\n11:10 – 62%\n12:40 – 35%\n", id="battery"),
    pytest.param(
        "# My track record\n\n| Year | Questions | Brier | Right |\n|---|---|---|---|\n| 2029 | 40 | 0.18 | 72% |\n| 2030 | 55 | 0.15 | 78% |\n",
        id="brier history",
    ),
    pytest.param(
        "# How to make predictions\n\n- Write each claim so that it can be judged.\n- Give a number, such as 70%.\n- Look back after a year.\n",
        id="how to",
    ),
    pytest.param(
        "# Who reads this\n\nI think few of you noticed.\n\n## Country\n\n- Norway: 3009 (5%)\n- Sweden: 2810 (4%)\n- Denmark: 1159 (2%)\n",
        id="counts with their shares",
    ),
    pytest.param(
        "# Saving\n\nProbably the best of these accounts pay:\n\n- Bank of Kern: 6.25%\n- Bank of Lund: 5.5%\n- Mill savings: 8.75%\n",
        id="rates to the hundredth",
    ),
    pytest.param(
        "# What a mill costs\n\nThe guild lends to whom it likes. It has done so since the flood, and each miller has a"
        " sheet on which his name stands. The sheet hangs in the hall, where everybody can read it. It is written anew"
        " each spring, by hand, in two colours, and nobody but the clerk may touch it. The old sheets lie in a box under"
        " the stairs. Some of them go back to the first guild, and one has a drawing of a boat on it that the clerk of"
        " that day must have made. Whoever looks for his grandfather finds him there. That is probably all there is to"
        " know. The clerk shows the box to children once a year, on the day of the fair, if they ask him nicely. He has"
        " a key for it that hangs beside the bell, and a second one at home, for the first was lost in the year of the"
        " flood and found again in a fish that his mother had bought for dinner on the market of Harrow.\n\n"
        "## What counts\n\n- 35%: the wool in store\n- 30%: what is owed\n- 15%: the age of the mill\n",
        id="what counts for how much, far below a word of belief",
    ),
    pytest.param(
        "# Wool in March\n\nI think few noticed. It was cold.\n\n## Prices\n\n1. The price of wool rose for a third month. This was driven by coats (12%).\n2. Output was lower than in May (28%).\n3. Sales grew most among the young (43% vs. 36%).\n",
        id="what rose and by how much",
    ),
    pytest.param(
        "# What odds mean\n\n- 4 to 1 against: 20%\n- Evens: 50%\n- 1 to 4 on: 80%\n",
        id="odds explained",
    ),
    pytest.param(
        "# Words and numbers\n\n| Phrase | Median |\n|---|---|\n| almost certain | 95% |\n| likely | 75% |\n| unlikely | 20% |\n",
        id="words of probability",
    ),
    pytest.param(
        "# Predictions for 2031\n\nI use these levels:\n\n- 50%: a coin toss\n- 70%: fairly sure\n- 95%: near certain\n",
        id="levels",
    ),
    pytest.param(
        "# Results\n\n- Kern Rovers 2-1 Harrow Town\n- Lund 0-0 Ostby\n", id="results list"
    ),
    pytest.param(
        "# The economy\n\n| | 2030 | 2031 |\n|---|---|---|\n| Inflation | 2.1% | 2.3% |\n| Unemployment rate | 4.0% | 4.2% |\n",
        id="inflation table",
    ),
    pytest.param(
        "# The town\n\n1. Harlow North: 34%\n2. Harlow South: 41%\n3. Vale: 25%\n", id="population"
    ),
    pytest.param(
        "# Scores\n\nHow to read them:\n\n- 0.00: perfect\n- 0.25: a coin\n- 1.00: always wrong\n",
        id="legend",
    ),
    pytest.param("# Predictions\n\n1. Politics\n2. Science\n3. Sport\n", id="table of contents"),
    pytest.param(
        "# Settled bets\n\n| Bet | Stake | Winner |\n|---|---|---|\n| Ada says the mill closes | $50 | Bo |\n| Bo says the tram is late | $20 | Bo |\n",
        id="bets settled",
    ),
    pytest.param(
        "# Reading list\n\n- [Why 70% of projects fail](https://example.org/a)\n- [The 50% rule](https://example.org/b)\n",
        id="links with percent",
    ),
    pytest.param("# Election night\n\n- Kern 51%\n- Lund 43%\n- Others 6%\n", id="election result"),
    pytest.param(
        "# Method\n\nWe weigh the models:\n\n- polls (60%)\n- economy (30%)\n- incumbency (10%)\n",
        id="weights",
    ),
    pytest.param(
        "# Predict endpoint\n\n| Field | Type | Default |\n|---|---|---|\n| confidence | float | 0.5 |\n| prediction horizon | int | 30 |\n| probability threshold | float | 0.9 |\n",
        id="api",
    ),
    pytest.param(
        "# Questions\n\n1. How far will it roll? (20%)\n2. Why does it stop? (70%)\n",
        id="marks of an exam",
    ),
    pytest.param(
        "# Bread\n\n1. Mix flour and water (65%).\n2. Salt: 2%\n3. Bake for an hour.\n", id="recipe"
    ),
    pytest.param(
        "# How I scored my predictions for 2030\n\n- Brier score: 0.18\n- Log score: -0.52\n- Correct: 61%\n- At 50%: 5/10\n- At 90%: 18/20 (90%)\n",
        id="grading with predictions title",
    ),
    pytest.param(
        "# Forecasting toolkit: changelog\n\n## 2.1\n\n- Predictions are cached for 30 days\n- Forecast accuracy rises by 12%\n- Confidence intervals default to 95%\n",
        id="changelog forecast lib",
    ),
    pytest.param(
        "# Weather of last week\n\n| Day | Rain | Sun |\n|---|---|---|\n| Monday | 40% | 60% |\n| Tuesday | 10% | 90% |\n",
        id="weather past",
    ),
    pytest.param(
        "# Plan for 2031\n\n- Spend 40% on roads\n- Save 10%\n- Hire two clerks\n", id="plan"
    ),
    pytest.param(
        "# Goals for 2031\n\n- [ ] Grow sales by 20%\n- [ ] Cut costs to 80%\n- [x] Hire Ada\n",
        id="okr",
    ),
    pytest.param(
        "# Prediction quiz\n\n1. What is 20% of 50?\n2. How many legs has a fly?\n", id="quiz"
    ),
    pytest.param(
        "# Words of forecasting\n\n- **Base rate**: how often such things happen, such as 30%.\n- **Brier score**: 0.25 for a coin.\n",
        id="glossary",
    ),
    pytest.param(
        "# Predictions for 2031\n\n- [Politics](#politics)\n- [Science](#science)\n", id="toc pred"
    ),
    pytest.param(
        "# Model that predicts churn\n\n| Metric | Value |\n|---|---|\n| Accuracy | 92% |\n| Predicted positives | 40% |\n",
        id="model card",
    ),
    pytest.param(
        "# Predictions for 2031\n\n## How the last ones did\n\n| Confidence | Right | Of |\n|---|---|---|\n| 60% | 5 | 9 |\n| 80% | 7 | 9 |\n",
        id="prior year results",
    ),
    pytest.param(
        "# My bets\n\n| Date | Bet | Odds | Stake | Result |\n|---|---|---|---|---|\n| 2030-05-01 | Kern to win | 3/1 | 10 | lost |\n| 2030-06-01 | Lund to win | 2/1 | 10 | won |\n",
        id="betting record",
    ),
    pytest.param(
        "# Forecast of sales\n\n| Month | Forecast | Low | High |\n|---|---|---|---|\n| January | 120 | 100 | 140 |\n| February | 130 | 105 | 155 |\n",
        id="confidence interval table",
    ),
    pytest.param(
        "# Parts list\n\n- Resistor 4k7 (5%)\n- Capacitor 10n (10%)\n- Crystal (0.5%)\n",
        id="tolerance",
    ),
    pytest.param("# Greenhouse\n\n- Morning: 80%\n- Noon: 45%\n- Night: 90%\n", id="humidity"),
    pytest.param(
        "# Election preview\n\n- Expected turnout: 61%\n- Share of postal votes: 30%\n",
        id="elections with expected turnout",
    ),
    pytest.param(
        "# Service levels\n\n| Service | Expected uptime |\n|---|---|\n| pages | 99.9% |\n| mails | 99.5% |\n",
        id="uptime",
    ),
    pytest.param(
        "# The port of the parser\n\n- The lexer is rewritten: 80%\n- The docs are translated: 35%\n- The tests pass: 60%\n",
        id="what is done",
    ),
    pytest.param(
        "# Films I saw in 2030, rated\n\n- The Harlow Flyer drags on: 4/10\n- Night Tram is a wonder: 9/10\n- Copper falls flat: 3/10\n",
        id="films of the year that ends",
    ),
    pytest.param(
        "# Economic growth in 2030\n\n- Harlow: 3%\n- Lund: 2%\n- Vale: 1%\n", id="growth of a year"
    ),
    pytest.param(
        "# How my 2030 predictions did\n\n- Predictions at 50%: 45%\n- Predictions at 70%: 68%\n- Predictions at 90%: 91%\n",
        id="calibration as a list",
    ),
    pytest.param(
        "# Humidity\n\n- January was cold and wet: 80%\n- February was dry: 35%\n- April was windy: 60%\n",
        id="what was",
    ),
    pytest.param("# Side effects\n\n- Headache: 10%\n- Nausea: 4%\n- Rash: 0.1%\n", id="sides"),
]


@pytest.mark.parametrize("text", NO_FORECASTS)
def test_what_else_is_counted_in_percent_is_no_forecast(text: str) -> None:
    assert extract(text, published=date(2030, 12, 20), author="Ada") == ()


@pytest.mark.parametrize(
    "section",
    [
        "What our readers said\n\n- I read the news every day: 62%\n- I trust the mayor: 35%\n- I own a car: 55%\n",
        "Market shares in 2030\n\n- Lund Motors: 35%\n- Kern Cars: 25%\n- Others: 40%\n",
        "What has changed since 2020\n\n- Rents rose: 35%\n- Wages rose: 20%\n- Bus fares fell: 15%\n",
        "Status of the project\n\n- The parser is rewritten: 80%\n- The site is redesigned: 90%\n- The release is signed: 70%\n",
        "Batting averages of the season\n\n- Ada Lund: .312\n- Bo Kern: .298\n- Cy Vale: .275\n",
        "League table\n\n- Harlow Rovers: 65\n- Lund Rovers: 60\n- Vale Rovers: 55\n- Oslo Rovers: 40\n",
    ],
)
def test_a_section_of_what_is_counted_or_over_holds_no_forecasts_among_predictions(
    section: str,
) -> None:
    text = f"# Predictions for 2031\n\n- The Harlow bridge opens to traffic: 80%\n- Mayor Kern is re-elected: 35%\n\n## {section}"
    found = extract(text, published=date(2030, 12, 20), author="Ada")
    assert [c.probability for c in found] == [0.8, 0.35]


def test_what_is_ticked_or_struck_was_foretold_for_a_time_that_is_over() -> None:
    notes = "# Harbour notes\n\n1. Bridge\n   - opens to cars by 2028: 80%\n   - ~~opens to trams by 2025: 60%~~\n2. Ferry\n   - [x] stops running in 2025 (50%)\n   - the queue in 2025 (50%)\n"
    found = {one.quote for one in extract(notes, published=date(2026, 2, 3))}
    assert found == {
        "opens to cars by 2028: 80%", "opens to trams by 2025: 60%", "stops running in 2025 (50%)",
    }  # fmt: skip


@pytest.mark.parametrize("mark", ["\u2717", "\u2705 it did"])
def test_so_was_what_is_ticked_or_crossed_behind_it(mark: str) -> None:
    (found,) = extract(
        f"- The ferry is widely used by 2025: 20% {mark}", published=date(2026, 1, 5)
    )
    assert (found.probability, found.deadline) == (0.2, date(2025, 12, 31))
    assert found.recorded is not None
    assert not extract("- The ferry is widely used by 2025: 20%", published=date(2026, 1, 5))


@pytest.mark.parametrize("head", ["Chance (%)", "%", "P (%)"])
def test_a_percent_below_a_head_of_chances_is_one(head: str) -> None:
    text = f"# The valley in 2031\n\n| What | {head} |\n|---|---|\n| The mill closes | 40 |\n| The tram reaches Lund | 75 |\n"
    found = extract(text, published=date(2030, 12, 20))
    assert [each.probability for each in found] == [0.4, 0.75]
