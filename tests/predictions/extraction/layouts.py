"""Lists of the same claims in many layouts, composed of axes that do not depend on each other."""

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

CLAIMS = {
    "The Harlow bridge opens to traffic": 80,
    "Mayor Kern will be re-elected": 35,
    "No strike at the Lund docks before July": 60,
    "GDP growth above 3%": 90,
    "Lund Motors to buy Kern Air": 15,
    "The senate does not pass the water bill": 70,
}

AXES: dict[str, tuple[str, ...]] = {
    "bullet": (
        "- ", "* ", "+ ", "\u2022 ", "\u00bb ", ":: ", "\u2192 ", "{n}. ", "{n}) ", "({n}) ", "#{n} ", "{n}/ ", "Q{n}: ", "No. {n}: ",
        "\U0001f52e ", "- [ ] ", "", "<li>", "### ", "\\item ", "[*] ", "> ", "> - ",
    ),
    "place": (
        "{claim}: {chance}", "{claim} - {chance}", "{claim} \u2014 {chance}", "{claim} ({chance})", "{claim} [{chance}]", "{claim}, {chance}",
        "{claim} | {chance}", "{claim}\t{chance}", "{claim} ....... {chance}", "{claim} = {chance}", "{claim} @ {chance}", "{claim} => {chance}",
        "{chance}: {claim}", "{chance} - {claim}", "{chance} {claim}", "{chance}\t{claim}", "({chance}) {claim}", "**{chance}** {claim}",
    ),
    "writing": (
        "{p}%", "{p} %", "~{p}%", "{p}%+", "`{p}%`", "{p}.0 %", "0.{p:02}", ".{p:02}", "p = 0.{p:02}", "{p}/100", "{p} percent", "{p} per cent",
        "{p} out of 100", "about {p}%", "{p}% likely", "{p}% confidence", "Confidence: {p}%", "Probability 0.{p:02}", "{p} in 100",
    ),
    "remark": (
        "", " because the votes are there", " (the votes are there)", " \u2014 the votes are there", ". The votes are there.", " #harlow",
        " ([source](https://example.org/a))", "\n  Why: the votes are there.", "\n  - Why: the votes are there.",
    ),
    "verdict": ("", " \u2713", " \u2717", " RIGHT", " (FALSE)", " \u2192 no", "\n  Outcome: yes"),
    "between": ("\n", "\n\n", "\n\n\n", "  \n", "\r\n"),
    "topics": ("", "## {topic}\n\n", "{topic}:\n", "**{topic}**\n\n", "== {topic} ==\n\n", "{topic}\n\n"),
    "title": (
        "# Predictions for 2031\n\n", "Predictions for 2031\n\n", "My predictions for 2031:\n\n", "Predictions for 2031\n====\n\n",
        "*Predictions for 2031*\n\n", "---\ntitle: Predictions for 2031\n---\n\n", "#+TITLE: Predictions for 2031\n\n",
        "# 2031\n\nI write down what I expect of the year to come, and how sure I am.\n\n",
    ),
}  # fmt: skip
PLAIN = {axis: values[0] for axis, values in AXES.items()}
TOPICS = ("Roads and town", "Money", "World")

# The same layouts, with what is counted and never foretold.
COUNTED = {
    "# What is in the tin": ("Tomatoes", "Beans", "Water", "Sugar", "Salt", "Spices"),
    "# Status of the project": (
        "The parser is rewritten", "The docs are translated", "The tests are ported", "The site is redesigned", "The server is switched off", "The release is signed",
    ),
    "# What has changed since 2020": ("Rents rose", "Wages rose", "Bus fares fell", "Exports grew", "Births fell", "The forest grew"),
    "# Market shares in 2030": ("Lund Motors", "Kern Cars", "Vale Works", "Harlow Vans", "Oslo Trams", "Others"),
    "# Films I saw in 2030": (
        "The Harlow Flyer is slow", "Mayor of the Sea drags on", "Night Tram never ends", "The Quay makes me laugh", "A Bridge Home is a wonder", "Copper falls flat",
    ),
}  # fmt: skip


class Layout(NamedTuple):
    """One value on each axis."""

    bullet: str
    place: str
    writing: str
    remark: str
    verdict: str
    between: str
    topics: str
    title: str


def pairs(one: str, other: str) -> Iterator[Layout]:
    """The plain layout with every value of two axes."""
    for first in AXES[one]:
        for second in AXES[other]:
            yield Layout(**(PLAIN | {one: first, other: second}))


def two_axes(axes: Mapping[str, object]) -> list[tuple[str, str]]:
    """All pairs of axes."""
    return [*combinations(axes, 2)]


def written(layout: Layout, claims: dict[str, int] = CLAIMS) -> str:
    """The claims in a layout."""
    entries = [
        layout.bullet.format(n=n)
        + layout.place.format(claim=claim, chance=layout.writing.format(p=p))
        + layout.verdict
        + layout.remark
        for n, (claim, p) in enumerate(claims.items(), 1)
    ]
    if not layout.topics:
        return layout.title + layout.between.join(entries) + layout.between
    parts = [entries[n : n + 2] for n in range(0, len(entries), 2)]
    lists = [
        layout.topics.format(topic=topic) + layout.between.join(part)
        for topic, part in zip(TOPICS, parts, strict=False)
    ]
    return layout.title + "\n\n".join(lists) + layout.between
