"""Lists in org-mode, reStructuredText, HTML, records, links, boxes and forms."""

import pytest

from tests.predictions.extraction.shapes import BRIDGE, EURO, MAYOR, TRAM, Shape, assert_found

SHAPES = [
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
        "records with named fields",
        f"- claim: {BRIDGE}\n  probability: 0.8\n  deadline: 2031-06-30\n- claim: {MAYOR}\n  probability: 0.35\n  deadline: 2031-11-03\n",
        {BRIDGE: 0.8, MAYOR: 0.35},
    ),
    Shape(
        "the number in a link",
        f"- {BRIDGE}: [80%](https://example.org/bridge)\n- {MAYOR}: [35%](https://example.org/mayor)\n",
        {BRIDGE: 0.8, MAYOR: 0.35},
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
        "links are none",
        "- [Predictions for 2030](https://example.org/a)\n- [How I did in 2029](https://example.org/b)\n",
        {},
    ),
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
]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_markup_hides_no_claim(shape: Shape) -> None:
    assert_found(shape)
