"""Lists in the many shapes that people give them, by where the number of each claim stands.

Each shape was written down before anybody looked at what the engine makes of it.
"""

import pytest

from tests.predictions.extraction.shapes import (
    BRIDGE,
    EURO,
    HEAD,
    MAYOR,
    TRAM,
    Shape,
    assert_found,
    found,
    stated,
)

SHAPES = [
    Shape(
        "a heading for each level of confidence",
        f"## 90%\n\n- {BRIDGE}\n- {MAYOR}\n\n## 60%\n\n- {EURO}\n",
        {BRIDGE: 0.9, MAYOR: 0.9, EURO: 0.6},
    ),
    Shape(
        "levels in words with their number",
        f"Near certain (95%):\n\n* {BRIDGE}\n* {MAYOR}\n\nA toss-up (50%):\n\n* {EURO}\n",
        {BRIDGE: 0.95, MAYOR: 0.95, EURO: 0.5},
    ),
    Shape(
        "letters, with the number in brackets in front",
        f"a) (80%) {BRIDGE}\nb) (15%) {MAYOR}\nc) (55%) {EURO}\n",
        {BRIDGE: 0.8, MAYOR: 0.15, EURO: 0.55},
    ),
    Shape(
        "decimals at the end of headings",
        f"Probabilities are given after each claim.\n\n### {BRIDGE}: 0.8\n\nThe piers stand.\n\n### {MAYOR}: 0.35\n\nHe is tired.\n\n### {EURO}: 0.6\n",
        {BRIDGE: 0.8, MAYOR: 0.35, EURO: 0.6},
    ),
    Shape(
        "decimals in front of items",
        f"My probabilities:\n\n- 0.8: {BRIDGE}\n- 0.35: {MAYOR}\n- 0.60: {EURO}\n",
        {BRIDGE: 0.8, MAYOR: 0.35, EURO: 0.6},
    ),
    Shape(
        "a letter p in front",
        f"- p=0.8 {BRIDGE}\n- p=0.35 {MAYOR}\n",
        {BRIDGE: 0.8, MAYOR: 0.35},
    ),
    Shape(
        "a function of the claim",
        f"- P({BRIDGE}) = 80%\n- P({MAYOR}) = 0.35\n",
        {BRIDGE: 0.8, MAYOR: 0.35},
    ),
    Shape(
        "out of ten",
        f"- {BRIDGE} (confidence 8/10)\n- {MAYOR} (confidence 4/10)\n- {EURO}. Confidence: 6/10.\n",
        {BRIDGE: 0.8, MAYOR: 0.4, EURO: 0.6},
    ),
    Shape(
        "a range of numbers",
        f"- {BRIDGE}: 70-80%\n- {MAYOR}: 30%-40%\n- {EURO} (between 50 and 60%)\n",
        {BRIDGE: 0.75, MAYOR: 0.35, EURO: 0.55},
    ),
    Shape(
        "dots that lead to the number",
        f"{BRIDGE} ........ 80%\n{MAYOR} ............. 35%\n{EURO} ..... 60%\n",
        {BRIDGE: 0.8, MAYOR: 0.35, EURO: 0.6},
    ),
    Shape(
        "a tab before the number",
        f"{BRIDGE}\t80%\n{MAYOR}\t35%\n{EURO}\t60%\n",
        {BRIDGE: 0.8, MAYOR: 0.35, EURO: 0.6},
    ),
    Shape(
        "columns made with blanks, the number in front",
        f"    80%      {BRIDGE}\n    35%      {MAYOR}\n\n    60%      {EURO}\n",
        {BRIDGE: 0.8, MAYOR: 0.35, EURO: 0.6},
    ),
    Shape(
        "two claims of one item, each with its number",
        "- The dam is finished (60%) and opens to ships (40%).\n- The lock is repaired (70%), but the quay is closed for good (10%).\n",
        {
            "The dam is finished": 0.6,
            "opens to ships": 0.4,
            "The lock is repaired": 0.7,
            "the quay is closed": 0.1,
        },
    ),
    Shape(
        "odds against",
        f"- {BRIDGE}: 4 to 1 against\n- {MAYOR}: 1 in 5\n- {EURO}: 50/50\n",
        {BRIDGE: 0.2, MAYOR: 0.2, EURO: 0.5},
    ),
    Shape(
        "a line for the level between lines of claims",
        f"80% confident:\n{BRIDGE}\n{MAYOR}\n\n60% confident:\n{EURO}\n{TRAM}\n",
        {BRIDGE: 0.8, MAYOR: 0.8, EURO: 0.6, TRAM: 0.6},
    ),
    Shape(
        "brackets with a word beside the number",
        f"- {BRIDGE} [80% confidence]\n- {MAYOR} [35% likely]\n- {EURO} (60% sure)\n- {TRAM} (probability: 70%)\n",
        {BRIDGE: 0.8, MAYOR: 0.35, EURO: 0.6, TRAM: 0.7},
    ),
    Shape(
        "semicolons, stars and no space before the sign",
        f"* {BRIDGE}; 80 %\n* {MAYOR} ... 35%\n* {EURO} / 60%\n",
        {BRIDGE: 0.8, MAYOR: 0.35, EURO: 0.6},
    ),
    Shape(
        "likely in words with number",
        f"- {BRIDGE}: likely (80%)\n- {MAYOR}: unlikely (35%)\n",
        {BRIDGE: 0.8, MAYOR: 0.35},
    ),
    Shape(
        "number, topic, claim",
        f"- [80%] **Roads**: {BRIDGE}\n- [35%] **Politics**: {MAYOR}\n",
        {BRIDGE: 0.8, MAYOR: 0.35},
    ),
    Shape(
        "claim line, number line",
        f"{BRIDGE}\n80%\n\n{MAYOR}\n35%\n\n{EURO}\n60%\n",
        {BRIDGE: 0.8, MAYOR: 0.35, EURO: 0.6},
    ),
    Shape(
        "confidence with word and number",
        f"#1: {BRIDGE} [Confidence: High, 80%]\n\n#2: {MAYOR} [Confidence: Low, 35%]\n",
        {BRIDGE: 0.8, MAYOR: 0.35},
    ),
    Shape(
        "one line, slashes",
        f"{BRIDGE} — 80% / {MAYOR} — 35% / {EURO} — 60%\n",
        {BRIDGE: 0.8, MAYOR: 0.35, EURO: 0.6},
    ),
    Shape(
        "one line, semicolons",
        f"My odds: {BRIDGE} 80%; {MAYOR} 35%; {EURO} 60%.\n",
        {BRIDGE: 0.8, MAYOR: 0.35, EURO: 0.6},
    ),
    Shape("at least", f"- ≥80%: {BRIDGE}\n- >35%: {MAYOR}\n", {BRIDGE: 0.8, MAYOR: 0.35}),
    Shape(
        "percent in words",
        f"- 80 percent: {BRIDGE}\n- {MAYOR}: eighty percent\n",
        {BRIDGE: 0.8, MAYOR: 0.8},
    ),
    Shape(
        "ways of p",
        f"- {BRIDGE} (p ≈ .8)\n- {MAYOR} (prob. 0.35)\n- {EURO}, with probability 0.6\n",
        {BRIDGE: 0.8, MAYOR: 0.35, EURO: 0.6},
    ),
    Shape(
        "nested years",
        f"- 2031\n  - {BRIDGE} (80%)\n- 2032\n  - {TRAM} (50%)\n",
        {BRIDGE: 0.8, TRAM: 0.5},
    ),
    Shape(
        "numbered with dash and bold number",
        f"1. {BRIDGE} - **80%**\n2. {MAYOR} - **35%**\n",
        {BRIDGE: 0.8, MAYOR: 0.35},
    ),
    Shape(
        "lead-in with as percentages",
        f"Probabilities in brackets.\n\n{BRIDGE} [80]\n\n{MAYOR} [35]\n\n{EURO} [60]\n",
        {BRIDGE: 0.8, MAYOR: 0.35, EURO: 0.6},
    ),
    Shape(
        "percent in heading, claim as body",
        f"### 80%\n\n{BRIDGE}.\n\n### 35%\n\n{MAYOR}.\n",
        {BRIDGE: 0.8, MAYOR: 0.35},
    ),
    Shape(
        "probability then colon claim with capital",
        f"Probability 80%: {BRIDGE}\n\nProbability 35%: {MAYOR}\n",
        {BRIDGE: 0.8, MAYOR: 0.35},
    ),
    Shape(
        "dated entries",
        f"2030-12-01: {BRIDGE} (80%)\n2030-12-05: {MAYOR} (35%)\n",
        {BRIDGE: 0.8, MAYOR: 0.35},
    ),
    Shape(
        "hash numbers",
        f"#1 {BRIDGE} (80%)\n#2 {MAYOR} (35%)\n#3 {EURO} (60%)\n",
        {BRIDGE: 0.8, MAYOR: 0.35, EURO: 0.6},
    ),
    Shape(
        "roman numbers",
        f"I. {BRIDGE} (80%)\nII. {MAYOR} (35%)\nIII. {EURO} (60%)\n",
        {BRIDGE: 0.8, MAYOR: 0.35, EURO: 0.6},
    ),
    Shape(
        "range with about",
        f"- {BRIDGE}: about 70 to 80 percent\n- {MAYOR}: roughly 30-40 %\n",
        {BRIDGE: 0.75, MAYOR: 0.35},
    ),
    Shape(
        "less than",
        f"- {BRIDGE}: less than 10%\n- {MAYOR}: more than 90%\n",
        {BRIDGE: 0.1, MAYOR: 0.9},
    ),
    Shape(
        "decimal percent", f"- {BRIDGE}: 82.5%\n- {MAYOR}: 0.5%\n", {BRIDGE: 0.825, MAYOR: 0.005}
    ),
    Shape(
        "bold number at start",
        f"- **80%** {BRIDGE}\n- **35%** {MAYOR}\n",
        {BRIDGE: 0.8, MAYOR: 0.35},
    ),
    Shape(
        "credence words",
        f"- Credence 0.8: {BRIDGE}\n- Credence 0.35: {MAYOR}\n",
        {BRIDGE: 0.8, MAYOR: 0.35},
    ),
    Shape(
        "parenthesised p percent",
        f"- {BRIDGE} (p=80%)\n- {MAYOR} (P: 35%)\n",
        {BRIDGE: 0.8, MAYOR: 0.35},
    ),
    Shape("x in y", f"- {BRIDGE}: 4 in 5\n- {MAYOR}: 7 out of 20\n", {BRIDGE: 0.8, MAYOR: 0.35}),
]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_each_claim_of_a_list_is_found_with_its_number(shape: Shape) -> None:
    assert_found(shape)


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("As of 25 May 2030, Polymarket assigned 29% that Kern (of the left) or Lund will lead the council.",
         {"Kern (of the left) or Lund will lead the council": 0.29}),
        ("Analysts said on Monday that the dam and the lock will be finished by 2032.",
         {"the dam and the lock will be finished by 2032": None}),
        ("She said on Monday that the dam failed and the lock will be finished by 2032.",
         {"the lock will be finished by 2032": None}),
    ],
)  # fmt: skip
def test_two_subjects_of_one_verb_are_one_claim(text: str, claims: dict[str, float | None]) -> None:
    assert {c.quote: stated(c) for c in found(text)} == claims


@pytest.mark.parametrize(
    ("item", "number"),
    [
        ("The harbour reopens, counting only ships with more than a 10% chance of return (as insurers see it): 15%", 0.15),
        ("Kern is still in office (90%) — 70%", 0.7),
        ("Core inflation ends the year at <2%: 40%", 0.4),
        ("Fences of Harlow (< 1%)", 0.01),
        ("The mill closes (35%): did not happen", 0.35),
        ("No war in the hills: 90%", 0.1),
        ("Unemployment rate at the end of the year: 5% -> 4%", None),
    ],
)  # fmt: skip
def test_of_several_numbers_the_one_set_apart_is_that_of_the_item(
    item: str, number: float | None
) -> None:
    one = found(f"{HEAD}- {item}\n- A second tram line is approved: 50%\n")[0]
    assert stated(one) == number
