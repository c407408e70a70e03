"""Lists of what may come out of one thing, each with its chance, in many layouts composed of axes that do not depend on each other."""

from collections.abc import Iterator

# A topic, what may come out of it, what that says and which way; and the topics over it where it says too little alone.
Outcome = tuple[str, str, str]
TOPICS: dict[str, tuple[str, tuple[Outcome, ...]]] = {
    "winner of": ("Winner of the Harlow Cup", (("Lou Kern", "Lou Kern will win the Harlow Cup", "yes"), ("Ada Poe", "Ada Poe will win the Harlow Cup", "yes"), ("Someone else", "Someone else will win the Harlow Cup", "yes"))),
    "cup winner": ("Harlow Cup winner", (("Vale", "Vale will win the Harlow Cup", "yes"), ("Norby Town", "Norby Town will win the Harlow Cup", "yes"), ("Oslo", "Oslo will win the Harlow Cup", "yes"))),
    "who": ("Who will win the Harlow Cup?", (("Vale", "Vale will win the Harlow Cup", "yes"), ("Norby", "Norby will win the Harlow Cup", "yes"), ("Any other", "Any other will win the Harlow Cup", "yes"))),
    "next": ("Next mayor", (("Kern", "Kern will be the next mayor", "yes"), ("Bo Lund", "Bo Lund will be the next mayor", "yes"), ("Somebody else (Roe?)", "Somebody else (Roe?) will be the next mayor", "yes"))),
    "nominee": ("Reform nominee", (("Kern and Lund", "Kern and Lund will be the Reform nominee", "yes"), ("Poe", "Poe will be the Reform nominee", "yes"), ("None of them", "None of them will be the Reform nominee", "yes"))),
    "strongest": ("Strongest party", (("Reform", "Reform will be the strongest party", "yes"), ("Harbour and Co", "Harbour and Co will be the strongest party", "yes"), ("The Greens", "The Greens will be the strongest party", "yes"))),
    "outcome": ("Outcome of the vote", (("Reform majority", "Outcome of the vote: Reform majority", "yes"), ("Reform minority", "Outcome of the vote: Reform minority", "yes"), ("Hung council", "Outcome of the vote: Hung council", "yes"))),
    "answers": ("Harlow election before May", (("Yes", "There will be a Harlow election before May", "yes"), ("No", "There will be a Harlow election before May", "no"))),
    "asked": ("Will Kern run again?", (("Yes", "Kern will run again", "yes"), ("No", "Kern will run again", "no"))),
    "taken": ("Reformers take", (("Ohio", "Reformers take Ohio", "yes"), ("Iowa", "Reformers take Iowa", "yes"), ("Utah", "Reformers take Utah", "yes"))),
    "goes": ("Council", (("stays green", "Council stays green", "yes"), ("goes to Reform", "Council goes to Reform", "yes"), ("splits", "Council splits", "yes"))),
    "shares": ("Harlow council", (("Reform at 25-30%, Greens at 18%", "Reform at 25-30%, Greens at 18%", "yes"), ("Reform at 30+%, Greens at 15-19%", "Reform at 30+%, Greens at 15-19%", "yes"), ("All others (say Greens above 20%)", "Harlow council: All others (say Greens above 20%)", "yes"))),
}  # fmt: skip
SECOND: tuple[str, tuple[Outcome, ...]] = ("Warmest month", (("May", "May will be the warmest month", "yes"), ("July", "July will be the warmest month", "yes"), ("Another", "Another will be the warmest month", "yes")))  # fmt: skip
HELD_TOPICS = ("cup winner", "nominee", "asked", "goes")

WRITTEN = (
    " ({n})", ": {n}", " - {n}", " \u2013 {n}", " {n}%", " ({n}%)", ": {n}%", " - {n}%", " [{n}%]", " = {n}", "\t{n}%", " ... {n}%", " | {n}%", " ~{n}%", " ({n}/100)", " {n} percent", " {n}", "{n}% ", "{n}: ", "({n}) ", "{n} - ", "{n}% - ",
)  # fmt: skip
HELD_WRITTEN = (" \u2013 {n}", " = {n}", " | {n}%", " ({n}/100)", "({n}) ", "{n}% - ")
ANNOUNCED = (
    "# Predictions for 2031\n\n", "My odds for 2031 (in percent)\n\n", "This is how I see it (probabilities in percent):\n\n", "Chances out of 100.\n\n", "---\ntitle: Forecasts for 2031\n---\n\n", "A friend asked what I think. The numbers are my probabilities.\n\n",
    "So what do I expect? My forecasts, with how likely I think each is in brackets.\n\n", "What comes in 2031? My guesses, in %:\n\n", "I give percentages, which reflect my confidence.\n\n",
)  # fmt: skip
HELD_ANNOUNCED = ANNOUNCED[-3:]
MARKS = ("", "- ", "* ", "\u2022 ", "{k}. ", "{k}) ", "> ", "  - ", "[ ] ", "<li>", "\u2192 ", "o ")
HELD_MARKS = ("{k}) ", "[ ] ", "\u2192 ", "o ")
DRESSED = (
    "{t}:\n",
    "{t}\n",
    "## {t}\n\n",
    "**{t}**\n",
    "- {t}\n",
    "{t} :\n\n",
    "### {t}:\n",
    "{t}\n\n",
    "{k}. {t}\n",
)
HELD_DRESSED = ("### {t}:\n", "{t}\n\n", "{k}. {t}\n")
BETWEEN = ("\n", "\n\n", "  \n")
REMARKS = ("", ".", " - a close one", ", as I said")
AXES: dict[str, tuple[str, ...]] = {
    "topic": tuple(TOPICS), "written": WRITTEN, "announced": ANNOUNCED, "mark": MARKS, "dressed": DRESSED, "between": BETWEEN,
}  # fmt: skip
HELD = {
    "topic": HELD_TOPICS,
    "written": HELD_WRITTEN,
    "announced": HELD_ANNOUNCED,
    "mark": HELD_MARKS,
    "dressed": HELD_DRESSED,
    "between": (),
}

Values = dict[str, str]
Said = tuple[str, str, float]


def layouts(one: str, other: str) -> Iterator[Values]:
    """The plain layout with every value of two axes."""
    plain = {axis: values[0] for axis, values in AXES.items()}
    for first in AXES[one]:
        for second in AXES[other]:
            layout = plain | {one: first, other: second}
            if not _collides(layout):
                yield layout


def _collides(values: Values) -> bool:
    """Nobody counts entries whose number stands in front, or says nowhere what a bare number without a mark is."""
    front = values["written"].startswith(("{", "("))
    return (front and values["mark"].startswith("{")) or (
        values["dressed"].startswith("- ") and values["mark"] in ("", "> ", "- ", "* ")
    )


def listed(values: Values) -> tuple[str, list[Said]]:
    """Two topics with what may come of them, and what that says."""
    text, said = values["announced"], []
    for k, name in enumerate((values["topic"], "second"), 1):
        topic, outcomes = TOPICS.get(name, SECOND)
        shares = (65, 35) if len(outcomes) == 2 else (50, 35, 15)
        entries = []
        for n, (words, statement, way), share in zip(range(1, 9), outcomes, shares, strict=False):
            how = values["written"].format(n=share)
            line = f"{how}{words}" if values["written"].startswith(("{", "(")) else f"{words}{how}"
            entries.append(values["mark"].format(k=n) + line)
            said.append(
                (statement, way, round(share / 100 if way == "yes" else 1 - share / 100, 2))
            )
        text += values["dressed"].format(t=topic, k=k) + values["between"].join(entries) + "\n\n"
    return text, said


# Names with numbers below a topic, of what is counted, over, owned, mixed or priced.
ONLY_COUNTED = (
    "Reader survey (answers in percent)\n\nFavourite ferry:\nKern (50)\nPoe (35)\nVale (15)\n",
    "# Predictions for 2031\n\nBefore I begin, last year's survey of readers.\n\n## Survey results\n\nFavourite ferry:\nKern (50)\nPoe (35)\nVale (15)\n",
    "# Predictions for 2031\n\n## Results of the vote in 2029\n\nReform (50)\nGreens (35)\nHarbour (15)\n",
    "# Odds and ends\n\nThe squad:\nKern (9)\nPoe (11)\nVale (3)\n",
    "# Forecasts for the harbour\n\n## Budget breakdown\n\nRoads: 50%\nLocks: 35%\nFerries: 15%\n",
    "# Predictions for 2031\n\nWhat goes into the bread, by percentage of ingredients:\n\nRye (50)\nWheat (35)\nBran (15)\n",
    "Our portfolio (allocation in percent)\n\nFunds:\nHarlow Fund (50)\nLund Fund (35)\nCash (15)\n",
    "My predictions\n\nAges of those who sent some in:\n\nKern (35)\nPoe (50)\nVale (42)\n",
    "Price list\n\nTickets:\nAdults - 50\nChildren - 35\nDogs - 15\n",
    "# How my predictions did\n\nPercentages are how often I was right.\n\n## Results by topic\n\nFerries: 50%\nRoads: 35%\nSport: 15%\n",
    "# Predictions for 2031\n\n## Standings so far\n\nKern (50)\nPoe (35)\nVale (15)\n",
    "Forecast model, tests\n\nAccuracy on the test set:\n\nRain: 50%\nSnow: 35%\nFog: 15%\n",
    "# Predictions for 2031\n\nChapters:\n\nIntroduction 1\nFerries 12\nRoads 35\nSport 52\n",
    "The game: rules of the game, with the probabilities in percent.\n\n## Loot\n\nSword (50)\nBow (35)\nCrown (15)\n",
    "My chances are in percent.\n\nSeats by rating:\n\nSafe for Reform (11)\nLeaning (3)\nTossup (6)\nSafe for the Greens (12)\n",
    "The probabilities in percent stand above.\n\nquestion 1\n\"stars\": 2,\n\"votes\": 12,\n",
    "Shares of the market in percent\n\nFerry firms:\nKern (50)\nPoe (35)\nVale (15)\n",
)  # fmt: skip
