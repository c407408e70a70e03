"""Lists whose entries are read by what stands over them or by their place, composed of axes that do not depend on each other."""

from collections.abc import Iterator

NAMES = ("Kern", "Harlow Rovers", "Lund", "San Vale", "Oslo Trams", "Ada Poe")
EVENTS_TO_COME = (
    "Kern sells the mill",
    "The harbour freezes",
    "Lund gets a theatre",
    "The two docks merge",
    "Rents fall below 300",
    "The ferry stops at Harlow",
)
EVENTS = (
    "A tram strike",
    "New ferry terminal",
    "Rent freeze",
    "Merger of the two docks",
    "Night buses",
    "A second bridge",
)

# The wordings of three bands, what is said of a name below each, and which way it leans.
WORDINGS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "qualifying": (("Definitely qualifying", "qualify", "yes"), ("Probably qualifying", "qualify", "yes"), ("Just missing out", "qualify", "no")),
    "certain to": (("Almost certain to qualify", "qualify", "yes"), ("Likely to qualify", "qualify", "yes"), ("Unlikely to qualify", "qualify", "no")),
    "borders": (("Sure to go through", "go through", "yes"), ("On the borders", "go through", "yes"), ("The ones missing out", "go through", "no")),
    "announced": (("Will be announced", "be announced", "yes"), ("Probably won't be announced", "be announced", "no"), ("Won't be announced", "be announced", "no")),
    "will": (("Will be signed", "be signed", "yes"), ("Might be signed", "be signed", "yes"), ("Will not be signed", "be signed", "no")),
    "who": (("Who will stay", "stay", "yes"), ("Who may leave", "leave", "yes"), ("Who will leave", "leave", "yes")),
    "teams that": (("Teams that will go up", "go up", "yes"), ("Teams that will stay up", "stay up", "yes"), ("Teams that will go down", "go down", "yes")),
    "going to": (("Going to win a seat", "win a seat", "yes"), ("Might win a seat", "win a seat", "yes"), ("Not going to win a seat", "win a seat", "no")),
    "the ones": (("The ones I think will survive", "survive", "yes"), ("The ones that could go either way", "survive", "yes"), ("The ones that won't survive", "survive", "no")),
    "bets": (("Safe bets", "", "yes"), ("Toss-ups", "", "yes"), ("Long shots", "", "yes")),
    "likely": (("Likely", "", "yes"), ("Toss-up", "", "yes"), ("Unlikely", "", "no")),
    "happening": (("Happening", "", "yes"), ("Maybe", "", "yes"), ("Not happening", "", "no")),
    "locks": (("Locks", "", "yes"), ("On the bubble", "", "yes"), ("No chance", "", "no")),
    "in and out": (("In", "be in", "yes"), ("On the fence", "be in", "yes"), ("Out", "be out", "yes")),
    "winners": (("Winners", "be among the winners", "yes"), ("Could go either way", "be among the winners", "yes"), ("Losers", "be among the losers", "yes")),
    "up and down": (("Going up", "go up", "yes"), ("Staying put", "stay put", "yes"), ("Going down", "go down", "yes")),
    "what goes": (("What goes up", "go up", "yes"), ("What stays flat", "stay flat", "yes"), ("What goes down", "go down", "yes")),
    "things likely": (("Things that I think are likely/definite", "", "yes"), ("Things that I think are possible", "", "yes"), ("Things that won't be happening", "", "no")),
    "sure of": (("Things I'm sure of", "", "yes"), ("Things I'm less sure about", "", "yes"), ("Things that aren't happening", "", "no")),
    "bet on": (("Things I'd bet on", "", "yes"), ("Things that could happen", "", "yes"), ("Things I don't see happening", "", "no")),
    "coming": (("Coming", "", "yes"), ("Maybe coming", "", "yes"), ("Not coming", "", "no")),
    "what's in": (("What's in", "be in", "yes"), ("What may be in", "be in", "yes"), ("What's out", "be out", "yes")),
    "expected": (("What I expect", "", "yes"), ("What I think might happen", "", "yes"), ("What I don't expect", "", "no")),
    "seen": (("What we'll see", "", "yes"), ("What we might see", "", "yes"), ("What we won't see", "", "no")),
    "for sure": (("Happening for sure", "", "yes"), ("Might be happening", "", "yes"), ("Ain't happening", "", "no")),
    "yes and no": (("Near certain", "", "yes"), ("Even odds", "", "yes"), ("Pipe dreams", "", "no")),
}  # fmt: skip

BANDED: dict[str, tuple[str, ...]] = {
    "title": (
        "# Predicting the Harlow festival\n\n", "My predictions for the festival\n\n", "---\ntitle: Festival predictions\n---\n\n",
        "# The festival\n\nHere are my predictions.\n\n", "Predictions for 2031:\n\n", "#+TITLE: Predictions for 2031\n\n",
        "<h1>Predictions for 2031</h1>\n\n", "# 2031\n\nThis is what I expect of the year.\n\n", "3 March 2031\n\nPredicting the festival\n\nIt is hard to call this year.\n\n",
    ),
    "band": (
        "{band}:\n", "**{band}**\n\n", "## {band}\n\n", "{band}:\n\n", "**{band}:**\n", "### {band}:\n", "{band}\n\n", "<h3>{band}</h3>\n", "<p><strong>{band}</strong></p>\n",
        "{band} \U0001f44d\n\n", "{band}\n------\n\n", "== {band} ==\n\n", "*{band}*\n\n", "<b>{band}:</b>\n", "__{band}__\n\n", "And {band}:\n", "## {band} \u2753\n\n", "#### {n}. {band}\n\n",
        "{band} (in order):\n", "{band} -\n\n", "{band}...\n\n", "##{band}\n", "##{band}:\n\n",
    ),
    "entry": (
        "- {name}{remark}", "{n}. {name}{remark}", "* **{name}**{remark}", "\u2022 {name}{remark}", "{n}) {name}{remark}", "<li>{name}{remark}</li>", "+ {name}{remark}", "({n}) {name}{remark}", "<li><b>{name}</b>{remark}</li>", "- *{name}*{remark}", "#{n} {name}{remark}", "- [ ] {name}{remark}",
        "##### {name}{remark}", "{name}{remark}", "##### {n}. {name}{remark}", "<h6>{name}</h6>\n\nThe votes are there.", "#####{name}\n\nYeah, right.",
    ),
    "remark": (
        "", " - the votes are there", ". The votes are there.", " (the votes are there)", " \u2014 the votes are there", ". Because the votes are there, obviously.", ": the votes are there",
        ", the votes are there", " - I like the look of it", "\n  - the votes are there",
    ),
    "names": ("NAMES", "EVENTS", "CLAIMS"),
    "wording": tuple(WORDINGS),
    "between": ("\n", "\n\n", "  \n"),
}  # fmt: skip

Values = dict[str, str]


def plain_layout() -> Values:
    """The first value of each axis."""
    return {axis: values[0] for axis, values in BANDED.items()}


def headed_layouts(one: str, other: str) -> Iterator[Values]:
    """The plain layout of entries with heads, with every value of two axes."""
    plain = {axis: values[0] for axis, values in HEADED.items()}
    for first in HEADED[one]:
        for second in HEADED[other]:
            yield plain | {one: first, other: second}


def layouts_of(one: str, other: str) -> Iterator[Values]:
    """The plain layout with every value of two axes that go together."""
    for first in BANDED[one]:
        for second in BANDED[other]:
            layout = plain_layout() | {one: first, other: second}
            below_bold = _is_bold(layout["band"]) and _is_heading(layout["entry"])
            below_line = "\n" in layout["remark"] and layout["entry"].startswith(
                ("{name}", "#", "<h")
            )
            if not (below_bold or below_line):
                yield layout


def _is_bold(band: str) -> bool:
    return band.startswith(("**", "__"))


def _is_heading(entry: str) -> bool:
    """Nobody puts headings below a line that is only bold, nor nested items below one without a bullet."""
    return entry.startswith(("#####", "<h6>"))


def banded(values: Values) -> tuple[str, list[tuple[str, str, str]]]:
    """A list under bands, and what it says: each name, what is said of it, which way."""
    names = {"NAMES": NAMES, "EVENTS": EVENTS, "CLAIMS": EVENTS_TO_COME}[values["names"]]
    wording = WORDINGS[values["wording"]]
    if values["names"] == "CLAIMS" and wording[0][1]:
        wording = WORDINGS["bets"]  # a claim has a predicate of its own
    text, said, n = values["title"], [], 0
    for number, (band, predicate, way) in enumerate(wording):
        head = values["band"].format(band=band, n=number + 1)
        text += head.replace("And The", "And the")
        entries = []
        for name in names[2 * number : 2 * number + 2]:
            n += 1
            entries.append(values["entry"].format(name=name, n=n, remark=values["remark"]))
            said.append((name, predicate, way))
        text += values["between"].join(entries) + "\n\n"
    return text, said


# The same layouts over what is no forecast at all: titles, and three bands with what stands below them.
LOOKALIKES: dict[str, dict[str, tuple[str, str]]] = {
    "# To do": {"To do": ("Fix the gate", "Paint the shed"), "Doing": ("New kitchen", "Garden"), "Done": ("Roof", "Bathroom")},
    "# Release 2.0": {"In this release": ("Dark mode", "Export"), "Out of scope": ("Plugins", "Mobile app"), "Known issues": ("Slow start", "Missing icons")},
    "# Migration guide": {"Will be removed in 3.0": ("old_parser", "legacy mode"), "Will be renamed": ("read_all", "write_all"), "Won't be changed": ("The file format", "The API")},
    "# Requirements of the booking system": {"Must have": ("Login", "Calendar"), "Could have": ("Dark mode", "Reminders"), "Won't have": ("Chat", "Payments")},
    "# Contents": {"Part one": ("The harbour", "The mill"), "Part two": ("The bridge", "The tram"), "Appendix": ("Maps", "Index")},
    "# Agenda": {"Morning": ("Budget", "Staff"), "Afternoon": ("Site visit", "Questions"), "Out": ("Bar", "Dinner")},
    "# House rules": {"Allowed": ("Bicycles", "Small dogs"), "Not allowed": ("Barbecues", "Music after ten"), "Maybe": ("Guests", "Plants")},
    "# Moving to Lund": {"Pros": ("Lower rent", "The sea"), "Cons": ("Longer commute", "No theatre"), "Unsure": ("Schools", "Weather")},
    "# Results of the semi-final": {"Qualified": ("Kern", "Lund"), "Just missed out": ("San Vale", "Oslo"), "Eliminated": ("Harlow", "Norby")},
    "# Shopping": {"In the fridge": ("Milk", "Butter"), "Out": ("Eggs", "Flour"), "Maybe": ("Cheese", "Ham")},
    "# The fire at the mill": {"What we know": ("The time", "The place"), "What we don't know": ("The cause", "The damage"), "What happens next": ("The inquiry", "The trial")},
    "# Who comes to dinner": {"Coming": ("Ada", "Bo"), "Not coming": ("Cid", "Dana"), "Maybe": ("Eve", "Finn")},
    "# Causes of the outage": {"Likely": ("Full disk", "Bad cable"), "Possible": ("Power cut", "Heat"), "Unlikely": ("Sabotage", "Mice")},
    "# The week on the markets": {"Winners": ("Kern Air", "Lund Motors"), "Losers": ("Oslo Trams", "Vale Works"), "Unchanged": ("Harlow Vans", "Norby Oil")},
    "# Transfers of the summer": {"In": ("Ada Poe", "Bo Lund"), "Out": ("Cid Vale", "Dan Oslo"), "On loan": ("Eve Kern", "Finn Norby")},
    "# Frequently asked questions": {"Will it run on my phone?": ("Phones", "Tablets"), "Who will see my data?": ("Nobody", "The admin"), "Not supported": ("Old browsers", "Watches")},
    "# Roadmap": {"Will be added": ("Search", "Tags"), "Probably later": ("Themes", "Sync"), "Not planned": ("Ads", "Tracking")},
    "# Syllabus": {"What will be covered": ("Sets", "Graphs"), "What will be tested": ("Proofs", "Sums"), "What won't be tested": ("History", "Names")},
}  # fmt: skip


def lookalike(values: Values, title: str) -> str:
    """A list that foretells nothing, in a layout of bands."""
    text, n = f"{title}\n\n", 0
    for number, (band, names) in enumerate(LOOKALIKES[title].items()):
        text += values["band"].format(band=band, n=number + 1)
        entries = []
        for name in names:
            n += 1
            entries.append(values["entry"].format(name=name, n=n, remark=values["remark"]))
        text += values["between"].join(entries) + "\n\n"
    return text


HEADED: dict[str, tuple[str, ...]] = {
    "title": BANDED["title"][1:8],
    "head": (
        "**{claim}**\n\n{text}", "**{claim}.** {text}", "<p><strong>{claim}</strong> {text}</p>", "### {claim}\n\n{text}", "{n}. **{claim}** {text}",
        "<p><strong>{claim}.</strong> {text}</p>", "### {n}. {claim}\n\n{text}", "- **{claim}**: {text}", "<h3>{claim}</h3>\n<p>{text}</p>", "<b>{claim}</b> {text}",
        "**{n}. {claim}**\n\n{text}", "<dt>{claim}</dt><dd>{text}</dd>", "__{claim}__ {text}", "<li><strong>{claim}</strong> \u2014 {text}</li>", "<p><b>{n}. {claim}</b></p>\n<p>{text}</p>",
        "{n}. {claim}. {text}", "{claim}\n------\n\n{text}", "#### {claim}\n{text}", "**{claim}** \u2014 {text}", "## {n}) {claim}\n\n{text}", "<p><strong>{claim}</strong><br>{text}</p>",
        "- **{claim}.**\n  {text}", "**{claim}**\n{text}", "{n}\\. **{claim}**\n\n{text}",
    ),
    "claim": ("{subject} {verb} {rest}", "{Title}", "{subject} will {base} {rest}", "{subject} {verb} {rest}, at last", "{Title}!", "{subject} finally {verb} {rest}"),
    "text": (
        "The banks have wanted it since the fire, and nobody else has the money.", "It failed twice. The board was split, and the papers were not ready.",
        "The old contract ran out in spring; the price of oats doubled.", "Look at the docks: three cranes, no ships. That is no way to run a port.",
        "I have said so for years. My neighbour thinks I am mad, but he sold his own shares long ago, and the dividend was cut in each of the last three years. The rest is history.",
        "[The Gazette](https://example.org/a) has the story.",
    ),
    "below": ("", "10 pts.", "---", "*Update: no.*", "Verdict: wrong.", "(3 points)"),
}  # fmt: skip
SUBJECTS = (
    ("Kern", "buys", "buy", "the Lund mill"), ("The ferry", "loses", "lose", "its last route"), ("Oslo", "builds", "build", "a second tram"),
    ("Ada Poe", "leaves", "leave", "the council"), ("Harlow Bank", "raises", "raise", "its fees"),
)  # fmt: skip


def headed(values: Values) -> tuple[str, list[str]]:
    """Entries with a head and an explanation each, and what is claimed."""
    entries, said = [], []
    for n, (subject, verb, base, rest) in enumerate(SUBJECTS, 1):
        whole = f"{subject} {verb} {rest}"
        title = " ".join(w if w == "the" else w[:1].upper() + w[1:] for w in whole.split())
        claim = values["claim"].format(
            subject=subject, verb=verb, base=base, rest=rest, Title=title
        )
        entry = values["head"].format(claim=claim, n=n, text=values["text"])
        entries.append(entry.replace("!.", "!"))
        said.append(claim.rstrip("!"))
    between = f"\n\n{values['below']}\n\n" if values["below"] else "\n\n"
    return values["title"] + between.join(entries) + between, said


# Texts about predictions, which make none: their titles, and what their entries say.
ABOUT_PREDICTING: dict[str, tuple[str, ...]] = {
    "# Why predictions fail": ("Experts trust themselves too much", "The base rate is forgotten", "Nobody keeps the score", "Luck looks like skill"),
    "# How to make better predictions": ("The question comes first", "Two numbers are better than one", "The base rate is your friend", "A deadline makes it honest"),
    "# Lessons from ten years of forecasts": ("The obvious happens most", "Prices know more than I do", "Wars take longer than planned", "Nobody reads the old lists"),
    "# Prediction markets explained": ("A share pays one crown", "The price is a chance", "Traders pay no fee", "The house keeps the rest"),
    "# Five myths about forecasts": ("Models are always right", "Experts know their field", "Data speaks for itself", "More news means more skill"),
    "# Predictions: how the model makes them": ("The encoder reads a line", "The decoder writes a word", "A loss compares the two", "The optimiser takes a step"),
}  # fmt: skip


def about_predicting(values: Values, title: str) -> str:
    """A text about predictions, in a layout of heads."""
    entries = [
        values["head"].format(claim=claim, n=n, text=values["text"])
        for n, claim in enumerate(ABOUT_PREDICTING[title], 1)
    ]
    return f"{title}\n\n" + "\n\n".join(entries) + "\n"


# Questions with an answer each: the layout, and what is asked, answered, said and which way.
ASKED = (
    "- {q} {a}.", "**{q}** **{a}**. The banks are shut.", "### {q}\n\n{a}. The banks are shut.", "**{q}**\n\n{a}", "{q} {a}.", "{n}. {q} **{a}**", "<p><strong>{q}</strong> {a}.</p>",
    "> **{q}** {a}, I say.", "{q}\n\n**{a}.** The banks are shut.", "* {q}\n  - {a}", "<h3>{q}</h3>\n<p>{a}. The banks are shut.</p>", "__{q}__ \u2014 {a}!",
)  # fmt: skip
ANSWERS = (
    ("Will Kern win the vote?", "They won't", "Kern will win the vote", "no"),
    ("Does the ferry stay?", "Yes", "The ferry will stay", "yes"),
    ("Who wins the cup?", "Lund Rovers", "Lund Rovers will win the cup", "yes"),
    ("Recession or depression in 2031?", "Depression", "There will be depression in 2031", "yes"),
    ("Will the tram reach Harlow?", "Not this year", "The tram will reach Harlow", "no"),
    ("Do rents fall?", "Not a chance", "Rents will fall", "no"),
)


def asked(layout: str, title: str) -> str:
    """The questions with their answers, in a layout."""
    entries = [layout.format(q=q, a=a, n=n) for n, (q, a, _, _) in enumerate(ANSWERS, 1)]
    return f"{title}\n\n" + "\n\n".join(entries) + "\n"
