"""Lists whose entries say more than a claim and its number: remarks, verdicts, numbers of before."""

from datetime import date

import pytest

from predictions.extraction import extract
from tests.predictions.extraction.shapes import BRIDGE, EURO, MAYOR, TRAM, Shape, assert_found

SHAPES = [
    Shape(
        "a number that was revised",
        f"- {BRIDGE}: 70% -> 60%\n- {MAYOR}: 30% → 45%\n- {EURO}: 50% (was 65%)\n",
        {BRIDGE: 0.6, MAYOR: 0.45, EURO: 0.5},
    ),
    Shape(
        "a number that was struck",
        f"- {BRIDGE}: ~~70%~~ 60%\n- {MAYOR}: ~~30%~~ 45%\n",
        {BRIDGE: 0.6, MAYOR: 0.45},
    ),
    Shape(
        "remarks below the claim",
        f"- {BRIDGE}: 80%\n  - The piers have stood since May.\n  - Steel was late in spring.\n- {MAYOR}: 35%\n  - He is tired.\n",
        {BRIDGE: 0.8, MAYOR: 0.35},
    ),
    Shape(
        "labelled lines below the claim",
        f"- {BRIDGE}\n  - Probability: 80%\n  - Why: the piers stand.\n  - Outcome: it opened in May.\n- {MAYOR}\n  - Probability: 35%\n  - Why: he is tired.\n  - Outcome: he lost.\n",
        {BRIDGE: 0.8, MAYOR: 0.35},
    ),
    Shape(
        "a remark behind the number",
        f"1. {BRIDGE}: 80%. The piers stand and the steel has come.\n2. {MAYOR}: 35%. He is tired; his rivals are not.\n",
        {BRIDGE: 0.8, MAYOR: 0.35},
    ),
    Shape(
        "words in bold with their number, then a remark",
        f"**{BRIDGE} – 80%.** The piers stand.\n\n**{MAYOR} – 35%.** He is tired, and it shows.\n",
        {BRIDGE: 0.8, MAYOR: 0.35},
    ),
    Shape(
        "a numbered heading, a number in italics, a remark",
        f"### 1. {BRIDGE}\n\n*80%*\n\nThe piers stand.\n\n### 2. {MAYOR}\n\n*35%*\n\nHe is tired.\n",
        {BRIDGE: 0.8, MAYOR: 0.35},
    ),
    Shape(
        "marks, numbers and scores",
        f"- ✅ {BRIDGE} (80%) [Brier 0.04]\n- ❌ {MAYOR} (35%) [Brier 0.12]\n",
        {BRIDGE: 0.8, MAYOR: 0.35},
    ),
    Shape(
        "a verdict behind each",
        f"- {BRIDGE} (80%): RIGHT. It opened in May.\n- {MAYOR} (35%): WRONG. He won by a mile.\n",
        {BRIDGE: 0.8, MAYOR: 0.35},
    ),
    Shape(
        "a remark between the claim and its number",
        f"- {BRIDGE} (the road bridge, not the footbridge): 80%\n- {MAYOR} (in the first round or the second): 35%\n",
        {BRIDGE: 0.8, MAYOR: 0.35},
    ),
    Shape(
        "prose below headings that only name a topic, a number below the prose",
        "## Kern\n\nMuch is heard of it. I believe the town will double its exports to the coast.\n\n_Probability: 75%_\n\n## Trams\n\nTrams get lighter. The next ones will run without rails.\n\nConfidence: 20%\n",
        {"the town will double its exports": 0.75, "The next ones will run without rails": 0.2},
    ),
    Shape(
        "remarks without a full stop between",
        f"{BRIDGE}: 80% Put off twice because of the floods.\n\n{MAYOR}: 35% Nobody likes his taxes.\n",
        {BRIDGE: 0.8, MAYOR: 0.35},
    ),
    Shape(
        "struck with number", f"- ~~{BRIDGE} (80%)~~\n- {MAYOR} (35%)\n", {BRIDGE: 0.8, MAYOR: 0.35}
    ),
    Shape(
        "up from",
        f"- {BRIDGE} (80%, up from 60%)\n- {MAYOR} (35%, was 50%)\n",
        {BRIDGE: 0.8, MAYOR: 0.35},
    ),
    Shape(
        "arrow in brackets",
        f"- {BRIDGE} (60% → 80%)\n- {MAYOR} (50% -> 35%)\n",
        {BRIDGE: 0.8, MAYOR: 0.35},
    ),
    Shape(
        "me and market in brackets",
        f"- {BRIDGE} (me: 80%, market: 65%)\n- {MAYOR} (me: 35%, market: 50%)\n",
        {BRIDGE: 0.8, MAYOR: 0.35},
    ),
    Shape(
        "market behind",
        f"- {BRIDGE}: 80% (Metaculus: 65%)\n- {MAYOR}: 35% (Metaculus: 50%)\n",
        {BRIDGE: 0.8, MAYOR: 0.35},
    ),
    Shape(
        "grade first",
        f"- **Right** – {BRIDGE} (80%)\n- **Wrong** – {MAYOR} (35%)\n",
        {BRIDGE: 0.8, MAYOR: 0.35},
    ),
    Shape(
        "paragraphs below labels of their own, each with a grade",
        "**Roads**: The Harlow bridge opens to traffic. It did not; the steel came late.\n\n**Grade**: D\n\n**Council**: Mayor Kern is re-elected.\n\n**Grade**: A\n\n**Trams**: A second tram line is approved.\n\n**Grade**: B\n",
        {BRIDGE: None, MAYOR: None, TRAM: None},
        head="# Grading my predictions for 2031\n\n",
    ),
    Shape(
        "calibrated lists with grade marks in text",
        f"1. {BRIDGE}: 80% – **correct**\n2. {MAYOR}: 35% – *incorrect*\n",
        {BRIDGE: 0.8, MAYOR: 0.35},
    ),
    Shape(
        "old: new numbers labelled",
        f"- {BRIDGE}\n  - Last year: 60%\n  - This year: 80%\n- {MAYOR}\n  - Last year: 50%\n  - This year: 35%\n",
        {BRIDGE: 0.8, MAYOR: 0.35},
    ),
    Shape(
        "prior and posterior",
        f"- {BRIDGE} (prior 60%, now 80%)\n- {MAYOR} (prior 50%, now 35%)\n",
        {BRIDGE: 0.8, MAYOR: 0.35},
    ),
    Shape(
        "conf in own paragraph with remark",
        f"**{BRIDGE}**\n\nConfidence: 80%. The piers stand.\n\n**{MAYOR}**\n\nConfidence: 35%. He is tired.\n",
        {BRIDGE: 0.8, MAYOR: 0.35},
    ),
    Shape(
        "number behind remark in dash",
        f"- {BRIDGE} – the piers stand – 80%\n- {MAYOR} – he is tired – 35%\n",
        {BRIDGE: 0.8, MAYOR: 0.35},
    ),
    Shape(
        "number with plus or minus",
        f"- {BRIDGE}: 80% ± 5%\n- {MAYOR}: 35% (±10%)\n",
        {BRIDGE: 0.8, MAYOR: 0.35},
    ),
]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_what_else_an_entry_says_is_no_claim_and_takes_no_number(shape: Shape) -> None:
    assert_found(shape)


def test_who_made_a_prediction_is_none_and_times_behind_a_claim_are_off_its_quote() -> None:
    stamp = '<a class="stamp" data-t="00:04:05">[00:04:05]</a>'
    text = (
        f"# Predictions for 2031\n\n- The mill at Kern closes {stamp}.\n  - **Prediction by:** Ann Roe\n"
        f"- The pier at Lund closes {stamp}.\n  - **Forecast by:** Bo Lund\n"
    )
    found = extract(text, published=date(2030, 12, 20), author="Ada")
    assert [one.quote for one in found] == ["The mill at Kern closes", "The pier at Lund closes"]
