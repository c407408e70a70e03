"""Lists of picks in many layouts, composed of axes that do not depend on each other: who wins, in the forms in which people write it."""

from collections.abc import Iterator

# Who meets whom, and whether the first of them is picked.
MEETINGS = (
    ("Lou Kern", "Bo Harlow", True),
    ("Vale", "Norby", False),
    ("Mo Lund", "Ada Poe", True),
    ("Harlow Rovers", "Oslo Trams", False),
)

# {a} and {b} as they meet, {p} who is picked, {q} the other; what is said of how they win.
PLACES: dict[str, str] = {
    "{a} vs {b} - {p}": "",
    "{a} vs. {b}: {p}": "",
    "{a} v {b} \u2013 {p}": "",
    "{a} versus {b} -> {p}": "",
    "{a} at {b}: {p} in six": " in six",
    "{a} @ {b} = {p}": "",
    "{a} vs {b} ({p})": "",
    "{a} vs {b} - {p} by knockout": " by knockout",
    "{a} vs {b}: {p} wins": "",
    "{a} vs {b} - {p} to win": "",
    "{a} vs {b}. Pick: {p}": "",
    "{a} vs {b}. Winner: {p}": "",
    "{a} vs {b}: I'll take {p}": "",
    "{a} vs {b} - my pick is {p}": "",
    "{a} vs {b}: {p} 3-1": " 3-1",
    "{a} - {b}: {p}": "",
    "{a} / {b}: {p}": "",
    "{a} vs {b} | {p}": "",
    "{a} vs {b}, {p}": "",
    "{a} vs {b}... {p}": "",
    "Match: {a} vs {b} - {p}": "",
    "{a} vs {b}\n{p}": "",
    "{a} vs {b}\nPick: {p}": "",
    "{p} over {q}": "",
    "{p} def. {q}": "",
    "{p} def {q}": "",
    "{p} defeats {q}": "",
    "{p} beats {q} 3-1": " 3-1",
    "{p} beat {q}": "",
    "{p} to beat {q}": "",
    "{p} will beat {q}": "",
    "{p} > {q}": "",
    "{p} d. {q} in six": " in six",
    "{q} loses to {p}": "",
    "{p} past {q}": "",
    "{p} edges {q} by a point": " by a point",
}
HELD_PLACES = (
    "{a} @ {b} = {p}", "{a} vs {b}: I'll take {p}", "{a} / {b}: {p}", "{a} vs {b}... {p}", "Match: {a} vs {b} - {p}", "{a} vs {b}\nPick: {p}", "{p} > {q}", "{p} past {q}",
    "{p} edges {q} by a point", "{a} vs {b} - my pick is {p}", "{p} beat {q}",
)  # fmt: skip

ANNOUNCED = (
    "# Predictions for Saturday\n\n", "My picks for the weekend\n\n", "Saturday is near.\n\nHere are my picks:\n\n", "What a season! The card has four bouts, and my predictions are as follows:\n",
    "---\ntitle: Picks of the week\n---\n\n", "The Harlow cup\n\nMy predictions;\n\n", "## My bracket\n\n", "So who wins? My predictions:\n\n", "**Picks**\n\n", "Who I think will win:\n\n",
    "Everybody makes predictions this week. Here are mine:\n\n", "Prediction time!\n\n", "This is how I see it. I predict the following:\n\n",
)  # fmt: skip
HELD_ANNOUNCED = ANNOUNCED[-4:]
MARKS = (
    "",
    "- ",
    "* ",
    "{n}. ",
    "\u2022 ",
    "{n}) ",
    "#{n} ",
    "> ",
    "<li>",
    "({n}) ",
    "\u2192 ",
    "### ",
    "**{n}.** ",
)
HELD_MARKS = ("({n}) ", "\u2192 ", "**{n}.** ")
REMARKS = (
    "",
    ".",
    " (a close one)",
    " - easy work",
    ". He is too strong.",
    ", because of the crowd",
    " \u2013 no doubt about it",
    "! What a night.",
    "; the other is too old",
    "\n  The crowd will love it.",
)
HELD_REMARKS = REMARKS[-3:]
BETWEEN = ("\n", "\n\n", "  \n", "\n\n\n")

MET: dict[str, tuple[str, ...]] = {
    "place": tuple(PLACES),
    "announced": ANNOUNCED,
    "mark": MARKS,
    "remark": REMARKS,
    "between": BETWEEN,
}

# A label, who is put behind it, and what that says.
SLOTS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "divisions": (("NL East", "Mets", "The Mets will win the NL East"), ("NL Central", "Cubs", "The Cubs will win the NL Central"), ("Wild Card", "Rays", "The Rays will win the wild card")),
    "prizes": (("Best Picture", "The Night Tram", "The Night Tram will win Best Picture"), ("Best Director", "Ada Poe", "Ada Poe will win Best Director"), ("Best Actor", "Lou Kern", "Lou Kern will win Best Actor")),
    "season": (("MVP", "Lou Kern", "Lou Kern will win MVP"), ("Rookie of the Year", "Mo Lund", "Mo Lund will win Rookie of the Year"), ("Champion", "Harlow Rovers", "Harlow Rovers will win")),
    "states": (("Ohio", "Kern", "Kern will win Ohio"), ("New Mexico", "Lund", "Lund will win New Mexico"), ("Iowa", "Kern", "Kern will win Iowa")),
    "ends": (("Winner", "Vale", "Vale will win"), ("Runner-up", "Norby", "Norby will be runner-up"), ("Relegated", "Oslo Trams", "Oslo Trams will be relegated")),
    "cups": (("Harlow Cup", "Lund", "Lund will win the Harlow Cup"), ("Premier League", "Norby Town", "Norby Town will win the Premier League"), ("World Series", "San Marlo", "San Marlo will win the World Series")),
    "groups": (("Group A", "Vale", "Vale will win Group A"), ("Group B", "Norby", "Norby will win Group B"), ("Group C", "Oslo", "Oslo will win Group C")),
    "roles": (("Dark horse", "Vale", "Vale will be the dark horse"), ("Surprise team", "Norby", "Norby will be the surprise team"), ("Biggest disappointment", "Oslo", "Oslo will be the biggest disappointment")),
    "medals": (("Gold", "Ada Poe", "Ada Poe will win gold"), ("Silver", "Lou Kern", "Lou Kern will win silver"), ("Bronze", "Mo Lund", "Mo Lund will win bronze")),
    "districts": (("OH-12", "Kern", "Kern will win OH-12"), ("PA-7", "Lund", "Lund will win PA-7"), ("District 4", "Poe", "Poe will win District 4")),
    "questions": (("Who will win the cup", "Vale", "Vale will win the cup"), ("Who wins the league", "Norby", "Norby will win the league"), ("Who goes down", "Oslo", "Oslo will go down")),
    "winners": (("Harlow Cup winner", "Vale", "Vale will win the Harlow Cup"), ("League champions", "Norby", "Norby will win"), ("Best Actress winner", "Ada Poe", "Ada Poe will win Best Actress")),
    "prize names": (("Cy Young", "Lou Kern", "Lou Kern will win the Cy Young"), ("Golden Boot", "Mo Lund", "Mo Lund will win the Golden Boot"), ("Vezina Trophy", "Bo Vale", "Bo Vale will win the Vezina Trophy")),
}  # fmt: skip
HELD_SLOTS = ("districts", "questions", "winners", "prize names")
PARTED = (
    ": ",
    " - ",
    " \u2014 ",
    " -> ",
    "\t",
    " = ",
    " | ",
    "....... ",
    ":\t",
    " => ",
    " \u2192 ",
    ":\n",
    "\n",
)
HELD_PARTED = (" => ", " \u2192 ", ":\n", "\n")
SLOTTED: dict[str, tuple[str, ...]] = {
    "slots": tuple(SLOTS),
    "parted": PARTED,
    "announced": ANNOUNCED,
    "mark": MARKS,
    "remark": REMARKS,
    "between": BETWEEN,
}
HELD = {
    "place": HELD_PLACES,
    "announced": HELD_ANNOUNCED,
    "mark": HELD_MARKS,
    "remark": HELD_REMARKS,
    "slots": HELD_SLOTS,
    "parted": HELD_PARTED,
    "between": (),
}

Values = dict[str, str]


def layouts(axes: dict[str, tuple[str, ...]], one: str, other: str) -> Iterator[Values]:
    """The plain layout with every value of two axes."""
    plain = {axis: values[0] for axis, values in axes.items()}
    for first in axes[one]:
        for second in axes[other]:
            layout = plain | {one: first, other: second}
            if not _collides(layout):
                yield layout


def _collides(values: Values) -> bool:
    """Nobody writes a name below its line where the lines below are remarks, or in a heading of two lines."""
    below = "\n" in values.get("place", "") or "\n" in values.get("parted", "")
    return (
        below
        and (
            "\n" in values["remark"]
            or values["mark"] in ("### ", "> ")
            or values["between"] == "\n"
        )
        and (values["mark"] != "" or "\n" in values["remark"])
    )


def met(values: Values) -> tuple[str, list[str]]:
    """A list of meetings, and what it says."""
    entries, said = [], []
    how = PLACES[values["place"]]
    for n, (a, b, first) in enumerate(MEETINGS, 1):
        p, q = (a, b) if first else (b, a)
        line = values["place"].format(a=a, b=b, p=p, q=q)
        entries.append(values["mark"].format(n=n) + line + values["remark"])
        said.append(f"{p} will beat {q}{how}")
    return values["announced"] + values["between"].join(entries) + "\n", said


def slotted(values: Values) -> tuple[str, list[str]]:
    """A list of what names are put into, and what it says."""
    entries, said = [], []
    for n, (label, name, statement) in enumerate(SLOTS[values["slots"]], 1):
        line = f"{label}{values['parted']}{name}"
        entries.append(values["mark"].format(n=n) + line + values["remark"])
        said.append(statement)
    return values["announced"] + values["between"].join(entries) + "\n", said


# A sentence, what of it is the forecast, what that says and which way.
BACKINGS = (
    ("If Vale wins, then Norby.", "If Vale wins, then Norby", "Norby will win", "yes"),
    ("I'll take the Bears and the points.", "I'll take the Bears and the points", "The Bears will cover the spread", "yes"),
    ("Give me Vale in six.", "Give me Vale in six", "Vale will win in six", "yes"),
    ("My money is on Norby.", "My money is on Norby", "Norby will win", "yes"),
    ("I'm going with Norby.", "I'm going with Norby", "Norby will win", "yes"),
    ("I'm picking Vale to upset Norby.", "I'm picking Vale to upset Norby", "Vale will upset Norby", "yes"),
    ("I have Poe winning Ohio and Roe winning Iowa.", "Roe winning Iowa", "Roe will win Iowa", "yes"),
    ("I like Vale over Norby here.", "I like Vale over Norby", "Vale will beat Norby", "yes"),
    ("I say the Bears put it together at home.", "I say the Bears put it together at home", "The Bears will put it together at home", "yes"),
    ("If I had to plump for a winner I'd say Ada Poe, as she is taller.", "If I had to plump for a winner I'd say Ada Poe", "Ada Poe will win", "yes"),
    ("It goes to the wire, so I'll say Norby in seven games.", "I'll say Norby in seven games", "Norby will win in seven games", "yes"),
    ("Norby by 10.", "Norby by 10", "Norby will win by 10", "yes"),
    ("Norby gets the nod.", "Norby gets the nod", "Norby will win", "yes"),
    ("Pick: Saints -7", "Pick: Saints -7", "The Saints will cover -7", "yes"),
    ("Vale to finally lift the cup.", "Vale to finally lift the cup", "Vale will finally lift the cup", "yes"),
    ("The only change I would make is Norway not to qualify and Malta to go through.", "Norway not to qualify", "Norway will qualify", "no"),
    ("The only change I would make is Norway not to qualify and Malta to go through.", "Malta to go through", "Malta will go through", "yes"),
    ("That gives Poe a total of 332 electoral votes.", "That gives Poe a total of 332 electoral votes", "Poe will get 332 electoral votes", "yes"),
    ("That leaves the rest for Roe, for a total of 206.", "That leaves the rest for Roe, for a total of 206", "Roe will get 206", "yes"),
)  # fmt: skip

# Names in the same layouts, of what is over, is so, or is only wished for.
FORECAST_NOBODY = (
    "Results of Saturday\n\nLou Kern def. Bo Harlow\nAda Poe def. Mo Lund\nVale Rovers 2-1 Norby Town\n",
    "My predictions for 2031\n\nHow I did last year. Results:\n\nLou Kern def. Bo Harlow\nAda Poe def. Mo Lund\n",
    "Fixtures\n\nKern vs Harlow - Saturday\nVale vs Norby - Sunday\n",
    "Predictions for the new season\n\nLast season's champions:\nEast - Mets\nCentral - Cubs\nWest - Dodgers\n",
    "Season predictions: who is who\n\nCoach: Bo Lund\nStadium: Harlow Park\nFounded: 1901\nCaptain: Ada Poe\n",
    "Past winners of the Harlow cup\n\nChampion: Kern Rovers\nRunner-up: Norby\n",
    "Nominees for the Ferry awards\n\nBest Picture: The Night Tram\nBest Director: Ada Poe\nBest Actor: Lou Kern\n",
    "League table after ten games\n\n1. Harlow Rovers\n2. Lund Town\n3. Norby\n",
    "My predictions for 2031\n\nPower rankings\n\n1. Harlow Rovers\n2. Lund Town\n3. Norby\n",
    "Predictions for the weather\n\nOslo -7\nLund -2\nHarlow +3\n",
    "Election results\n\nOhio: Kern\nIowa: Lund\nKern: 332\nLund: 206\n",
    "How the bridge was built\n\nEast - Kern\nWest - Lund\nCentral - Vale\n",
    "I'll take Kern home after the match. Give me Kern's number. We have Lund visiting on Monday. I'm going with Ada.\n",
    "My picks of the year\n\nBest album - Night Tram\nBest song - The Ferry\nBest film - Harlow Flyer\n",
    "Predictions 2031\n\nThe history of the cup\n\nKern beat Lund 3-1 in 1990\nVale beat Norby 2-0 in 1991\n",
    "Match preview: Kern vs Lund\n\nHead to head\n\nKern 2-1 Lund\nLund 0-0 Kern\n",
    "Predictions for the game\n\nKern vs Lund: Kern lead 3-1\nVale vs Norby: Norby are ill\n",
    "Predictions\n\nMy cast for the play\n\nDirector: Bo Lund\nLead actor: Lou Kern\nLead actress: Ada Poe\n",
    "TV this week: our predictions desk\n\nKern vs Lund: Channel 4\nVale vs Norby: Channel 5\n",
)  # fmt: skip
