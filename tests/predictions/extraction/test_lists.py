"""Lists in the many shapes that people give them: which claims are found, with which numbers.

Each shape was written down before anybody looked at what the engine makes of it.
"""

from datetime import date
from typing import NamedTuple

import pytest

from predictions.candidate import Basis, Candidate
from predictions.extraction import extract

HEAD = "# Predictions for 2031\n\n"
DAY = date(2030, 12, 20)


class Shape(NamedTuple):
    """A text and what a careful reader finds in it: how each claim begins, and its number."""

    name: str
    body: str
    finds: dict[str, float | None]
    head: str = HEAD


BRIDGE = "The Harlow bridge opens to traffic"
MAYOR = "Mayor Kern is re-elected"
EURO = "The euro trades above parity all year"
TRAM = "A second tram line is approved"

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
        "an outline of org-mode",
        f"* Politics\n** {MAYOR} :: 35%\n** {TRAM} :: 70%\n* Roads\n** {BRIDGE} :: 80%\n",
        {MAYOR: 0.35, TRAM: 0.7, BRIDGE: 0.8},
        head="#+TITLE: Predictions for 2031\n\n",
    ),
    Shape(
        "a table of org-mode",
        f"| Prediction | P |\n|------------+-----|\n| {BRIDGE} | 80% |\n| {MAYOR} | 35% |\n",
        {BRIDGE: 0.8, MAYOR: 0.35},
        head="#+TITLE: Predictions for 2031\n\n",
    ),
    Shape(
        "boxes to tick",
        f"- [ ] {BRIDGE} (80%)\n- [x] {MAYOR} (35%)\n- [ ] {EURO}\n",
        {BRIDGE: 0.8, MAYOR: 0.35, EURO: None},
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
        "a question and its answers",
        "- Who will win the Harlow cup?\n  - Kern Rovers: 50%\n  - Harrow Town: 30%\n  - Anyone else: 20%\n",
        {"Kern Rovers": 0.5, "Harrow Town": 0.3, "Anyone else": 0.2},
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
        "records with named fields",
        f"- claim: {BRIDGE}\n  probability: 0.8\n  deadline: 2031-06-30\n- claim: {MAYOR}\n  probability: 0.35\n  deadline: 2031-11-03\n",
        {BRIDGE: 0.8, MAYOR: 0.35},
    ),
    Shape(
        "questions with an answer in the next line",
        "Will the Harlow bridge open to traffic?\nYes: 80%\n\nWill Mayor Kern be re-elected?\nYes: 35%\n",
        {"Will the Harlow bridge open": 0.8, "Will Mayor Kern": 0.35},
    ),
    Shape(
        "how well one did, in a list, is no forecast",
        "Of my predictions at each level so many came true:\n\n- 50%: 4 of 9 (44%)\n- 70%: 8 of 11 (73%)\n- 90%: 10 of 10 (100%)\n",
        {},
    ),
    Shape(
        "a remark between the claim and its number",
        f"- {BRIDGE} (the road bridge, not the footbridge): 80%\n- {MAYOR} (in the first round or the second): 35%\n",
        {BRIDGE: 0.8, MAYOR: 0.35},
    ),
    Shape(
        "the number in a link",
        f"- {BRIDGE}: [80%](https://example.org/bridge)\n- {MAYOR}: [35%](https://example.org/mayor)\n",
        {BRIDGE: 0.8, MAYOR: 0.35},
    ),
    Shape(
        "a line for the level between lines of claims",
        f"80% confident:\n{BRIDGE}\n{MAYOR}\n\n60% confident:\n{EURO}\n{TRAM}\n",
        {BRIDGE: 0.8, MAYOR: 0.8, EURO: 0.6, TRAM: 0.6},
    ),
    Shape(
        "figures of the claim beside its number",
        "- Unemployment falls below 4%: 30%\n- The Kern party gets more than 20% of the vote: 65%\n- Rents rise by 5% or more (80%)\n",
        {"Unemployment falls": 0.3, "The Kern party": 0.65, "Rents rise": 0.8},
    ),
    Shape(
        "figures of the claim and no number",
        "- Unemployment falls to 4%\n- The Kern party gets 20% of the vote\n- Rents rise by 5%\n- Turnout: 61%\n",
        {"Unemployment falls": None, "The Kern party": None, "Rents rise": None, "Turnout": None},
    ),
    Shape(
        "a median and an interval are no probabilities",
        "- The first crewed landing will come in 2036 (80% CI: 2033-2041)\n- The last coal plant of Harlow will close in 2039 (median; 90% interval 2035 to 2050)\n",
        {"The first crewed landing": None, "The last coal plant": None},
    ),
    Shape(
        "a median with percentiles",
        "- Inflation will end the year at 3% (10th: 1%, 90th: 6%)\n- We predict that turnout will be **62%** (p10: 50%, p90: 70%)\n",
        {
            "Inflation will end the year at 3% (10th: 1%, 90th: 6%)": None,
            "turnout will be **62%** (p10: 50%, p90: 70%)": None,
        },
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
        "a year in front of each claim",
        f"- **2033**: {BRIDGE}\n- **2035**: {TRAM}\n- By 2040 — coal ends in Harlow\n- Around 2045: {MAYOR}\n",
        {BRIDGE: None, TRAM: None, "coal ends in Harlow": None, MAYOR: None},
        head="# Predictions for the coming decades\n\n",
    ),
    Shape(
        "prose below headings that only name a topic, a number below the prose",
        "## Kern\n\nMuch is heard of it. I believe the town will double its exports to the coast.\n\n_Probability: 75%_\n\n## Trams\n\nTrams get lighter. The next ones will run without rails.\n\nConfidence: 20%\n",
        {"the town will double its exports": 0.75, "The next ones will run without rails": 0.2},
    ),
    Shape(
        "phrases below words that only announce",
        "I also predict:\n\n- Long queues at the new bridge\n- The price of steel to drop, as it does each spring\n- A number of letters to the editor on how ugly the trams are\n",
        {"Long queues": None, "The price of steel to drop": None, "A number of letters": None},
    ),
    Shape(
        "entries of named parts",
        f"## P-01\n\n**Status:** open\n\n**Claim:** {BRIDGE}, and stays open.\n\n**Rationale:**\n\n- The piers are the strongest of all.\n- Steel is cheap when demand is low.\n\n**Falsification criteria:**\n\n- The bridge is shut for more than a week.\n",
        {BRIDGE: None},
    ),
    Shape(
        "a form that is still empty",
        "### [Title of the prediction]\n\n**Prediction:** [What you think will happen]\n\n**Deadline:** [By when]\n\n**Confidence:** [How sure you are]\n",
        {},
        head="# Predictions\n\n",
    ),
    Shape(
        "how good a model is",
        "- **Accuracy**: 72.4%\n- **Average confidence**: 61%\n- High confidence threshold: 70%\n- Last 10 days: 65.3%\n",
        {},
        head="# Predictions for tonight\n\n",
    ),
    Shape(
        "picks below headings of reStructuredText",
        "Best Tram\n~~~~~~~~~\n\n**What Will Win**: The Harlow Flyer\n\n**What Should Win**: The Kern Local\n\nBest Bridge\n~~~~~~~~~~~\n\n**Who Will Win**: Old Ada\n",
        {"The Harlow Flyer": None, "Old Ada": None},
        head="Predictions 2031\n================\n:author: Ada\n\n",
    ),
    Shape(
        "emoji bullets",
        f"🔮 {BRIDGE} — 80 %\n🔮 {MAYOR} — 35 %\n🔮 {EURO} — 60 %\n",
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
        "Q and A",
        "Q: Will the Harlow bridge open to traffic?\nA: 80%\n\nQ: Will Mayor Kern be re-elected?\nA: 35%\n",
        {"Will the Harlow bridge": 0.8, "Will Mayor Kern": 0.35},
    ),
    Shape(
        "questions with number in brackets",
        "1) Will the Harlow bridge open in 2031? (80%)\n2) Will Mayor Kern be re-elected? (35%)\n",
        {"Will the Harlow bridge": 0.8, "Will Mayor Kern": 0.35},
    ),
    Shape(
        "confidence with word and number",
        f"#1: {BRIDGE} [Confidence: High, 80%]\n\n#2: {MAYOR} [Confidence: Low, 35%]\n",
        {BRIDGE: 0.8, MAYOR: 0.35},
    ),
    Shape(
        "stars for confidence",
        f"- {BRIDGE} (confidence: ★★★★☆)\n- {MAYOR} (confidence: ★★☆☆☆)\n",
        {BRIDGE: None, MAYOR: None},
    ),
    Shape(
        "answers before remarks",
        "1. Will the Harlow bridge open to traffic? 80%: the beams came a month early.\n"
        "2. Will Mayor Kern be re-elected? 35% \u2013 the polls are against him.\n",
        {"Will the Harlow bridge": 0.8, "Will Mayor Kern": 0.35},
    ),
    Shape(
        "answers in a row",
        "Will the Harlow bridge open to traffic? Yes, 80% Will Mayor Kern be re-elected? Yes, 35%\n",
        {"Will the Harlow bridge": 0.8, "Will Mayor Kern": 0.35},
    ),
    Shape(
        "remarks without a full stop between",
        f"{BRIDGE}: 80% Put off twice because of the floods.\n\n{MAYOR}: 35% Nobody likes his taxes.\n",
        {BRIDGE: 0.8, MAYOR: 0.35},
    ),
    Shape(
        "answers no",
        "- Will the Harlow bridge open to traffic? Yes (80%)\n- Will Mayor Kern be re-elected? No (90%)\n",
        {"Will the Harlow bridge": 0.8, "Will Mayor Kern": 0.1},
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
        "scores of matches",
        "- Kern Rovers 2-1 Harrow Town\n- Lund 0-0 Ostby\n- Harlow 3-2 Vale\n",
        {"Kern Rovers 2-1": None, "Lund 0-0": None, "Harlow 3-2": None},
    ),
    Shape(
        "html table in markdown",
        f"<table>\n<tr><th>Prediction</th><th>Odds</th></tr>\n<tr><td>{BRIDGE}</td><td>80%</td></tr>\n<tr><td>{MAYOR}</td><td>35%</td></tr>\n</table>\n",
        {BRIDGE: 0.8, MAYOR: 0.35},
    ),
    Shape(
        "html table in one line",
        f"<table border=1><thead><tr><th>Prediction</th><th>Odds</th></tr></thead><tbody><tr><td>{BRIDGE}</td><td>80%</td></tr><tr><td>{MAYOR}</td><td>35%</td></tr></tbody></table>\n",
        {BRIDGE: 0.8, MAYOR: 0.35},
    ),
    Shape(
        "html list in markdown",
        f"<ul>\n<li>{BRIDGE} (80%)</li>\n<li><b>{MAYOR}</b> - 35%</li>\n</ul>\n",
        {BRIDGE: 0.8, MAYOR: 0.35},
    ),
    Shape("definition list", f"{BRIDGE}\n: 80%\n\n{MAYOR}\n: 35%\n", {BRIDGE: 0.8, MAYOR: 0.35}),
    Shape(
        "quote blocks",
        f"> {BRIDGE} (80%)\n\nIt did, in May.\n\n> {MAYOR} (35%)\n\nHe lost.\n",
        {BRIDGE: 0.8, MAYOR: 0.35},
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
        "grade first",
        f"- **Right** – {BRIDGE} (80%)\n- **Wrong** – {MAYOR} (35%)\n",
        {BRIDGE: 0.8, MAYOR: 0.35},
    ),
    Shape(
        "links are none",
        "- [Predictions for 2030](https://example.org/a)\n- [How I did in 2029](https://example.org/b)\n",
        {},
    ),
    Shape(
        "percent changes none",
        "- Rents: +5%\n- Wages: -1.5%\n- Turnout (2026): 61%\n",
        {},
        head="# The year in numbers\n\n",
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
        "section headings with questions",
        "## Will the Harlow bridge open to traffic?\n\n80%. The piers stand.\n\n## Will Mayor Kern be re-elected?\n\n35%. He is tired.\n",
        {"Will the Harlow bridge": 0.8, "Will Mayor Kern": 0.35},
    ),
    Shape(
        "questions with my answer",
        "**Will the Harlow bridge open to traffic?** My answer: 80%\n\n**Will Mayor Kern be re-elected?** My answer: 35%\n",
        {"Will the Harlow bridge": 0.8, "Will Mayor Kern": 0.35},
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
        "number with plus or minus",
        f"- {BRIDGE}: 80% ± 5%\n- {MAYOR}: 35% (±10%)\n",
        {BRIDGE: 0.8, MAYOR: 0.35},
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
    Shape(
        "picks in bold below tables",
        "## Best tram 2031 predictions\n\n| Tram | Probability |\n|---|---|\n| The Harlow Flyer of old | 60% |\n| The Kern Local of old | 40% |\n\n**Selected tram: The Harlow Flyer**\n",
        {
            "The Harlow Flyer of old": 0.6,
            "The Kern Local of old": 0.4,
            "Selected tram: The Harlow Flyer": None,
        },
        head="# A machine that learns\n\n",
    ),
    Shape(
        "results below the matches of a week",
        "Harlow at Vale (VAL -3)\nHarlow 28, Vale 23\nConfidence: 4.7\nI like the way they run.\n",
        {"Harlow 28, Vale 23": None},
        head="Welcome to my weekly picks.\n\n",
    ),
]


def found(body: str) -> tuple[Candidate, ...]:
    return extract(body, published=DAY, author="Ada")


def stated(candidate: Candidate) -> float | None:
    return candidate.probability if candidate.basis in (Basis.STATED, Basis.ODDS) else None


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_each_claim_of_a_list_is_found_with_its_number(shape: Shape) -> None:
    candidates = found(shape.head + shape.body)
    named = {
        next((claim for claim in shape.finds if claim in c.quote), c.quote): stated(c)
        for c in candidates
    }
    assert named == shape.finds
    assert len(candidates) == len(shape.finds)
    for candidate in candidates:
        claim = next(claim for claim in shape.finds if claim in candidate.quote)
        assert len(candidate.quote) <= 2 * len(claim) + 60


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
