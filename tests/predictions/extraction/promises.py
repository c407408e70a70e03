"""Lists in the plain present that nothing calls predictions in so many words: every way to begin or end them, and look-alikes."""

from collections.abc import Iterator
from itertools import product

# What stands above such a list, and below it.
AROUND = {
    "tries it": (
        "I normally only predict things decades out, and naming what happens within one year is much harder. Still, I suppose I can give it a try.\n\n",
        "",
    ),
    "laughs later": (
        "It's a tradition to make predictions at this time of year. It's nonsense, of course. But what the heck, here's my best shot. A year from now we'll have a good laugh about how wrong I was.\n\n",
        "",
    ),
    "guesses in the title": (
        "The Year in Wild Guesses\n\nNo reasoning this time, just opinions. Let's see in December how I did.\n\n",
        "",
    ),
    "a note on the list": (
        "Here are mine. Note: some of these are odd on purpose.\n",
        "\nLet's see how wrong I am in ten years.\n",
    ),
    "wrong in a year": (
        "The board asked all of us to guess what comes, so I wrote these on the ferry.\n\n",
        "\n\nLet's see how wrong I am in a year.\n",
    ),
    "checks back": (
        "Off the top of my head, for 2031:\n\n",
        "\n\nCheck back next January to see how these aged.\n",
    ),
    "no order": ("My guesses for the coming year, in no particular order.\n\n", ""),
    "a crystal ball": ("The crystal ball is dusty, but I'll have a go:\n\n", ""),
    "a swing": (
        "Everybody at the harbour does forecasts in January. I'll take a swing at it, too.\n\n",
        "",
    ),
    "a first crack": (
        "I've never tried to predict a whole year before. My first crack at it:\n\n",
        "",
    ),
    "looks back later": (
        "I'm writing these down so that we can look back in a year and laugh at my guesses.\n\n",
        "",
    ),
    "on record": (
        "I want to go on record with a few guesses before the year gets going.\n\n",
        "",
    ),
    "asks to be reminded": (
        "Bookmark this. Here goes.\n\n",
        "\n\nRemind me in a year to score these.\n",
    ),
    "what is believed": ("Things I believe will change:\n", ""),
    "what is thought": (
        "This is what I think happens over the next twelve months, without further ado:\n\n",
        "",
    ),
    "plays along": ("Good thread. I'll play.\n\n", "\n\nHold me to these in 2032.\n"),
    "how it ages": (
        "Posting this mostly to find out how badly it ages.\n\nHere goes nothing:\n\n",
        "",
    ),
    "a heading": ("## From my crystal ball\n\nIn no particular order:\n\n", ""),
    "a later self": (
        "A note to my future self, who will mock my guesses next December.\n\n",
        "",
    ),
    "a habit": ("Time for my yearly prognostications. Mock me in twelve months.\n\n", ""),
}
HAPPENING = [
    "The old mill closes",
    "Paper tickets disappear from the ferries",
    "The union loses half of its members",
    "Tram fares stay where they are",
    "Kern resigns over the ferry contract",
    "The tunnel opens two months late",
    "Wool prices fall below those of cotton",
    "Solar roofs become the norm",
    "This winter is one of the coldest on record",
    "2031 is wetter than 2030",
    "Lund finally gets its harbour",
]
PHRASES = [
    "No election in Norland",
    "More breakthroughs in glass making",
    "At least one new ferry line",
    "Nobody on the northern ridge",
    "Heavy losses for the fishing fleet",
    "News of a second quarry",
    "Investment in tidal power",
    "Wool exports on the decline",
    "Another record harvest",
    "Growing unrest in the quarry towns",
    "Fresh talks with the island",
    "Two new tram lines",
    "Still no tunnel",
]
AHEAD = ["Ferry fares will rise", "The harbour tax is going to double"]
KINDS = {
    "what happens": HAPPENING,
    "and bare phrases": HAPPENING[:6] + PHRASES[:5],
    "and other phrases": PHRASES[5:9] + HAPPENING[2:8] + PHRASES[9:],
    "and what will be": AHEAD + HAPPENING[3:9] + PHRASES[:2],
}
BULLETS = {
    "1.": "{}. ", "1)": "{}) ", "(1)": "({}) ", "#1": "#{} ", "1/": "{}/ ", "indented": "  {}. ",
    "-": "- ", "*": "* ", "\u2022": "\u2022 ", "\u2013": "\u2013 ",
}  # fmt: skip
REMARKS = {
    "none": "",
    "a reason": " It lost money last year.",
    "a bracket": " (My uncle works there.)",
    "a fact": " The pumps broke in 2028.",
    "who says so": " That's what my sister says.",
}
BETWEEN = {"lines": "\n", "paragraphs": "\n\n"}
PLAIN = ("laughs later", "what happens", "1.", "none", "paragraphs")


def numbered(entries: list[str], bullet: str, between: str = "\n", remark: str = "") -> str:
    """A list, a remark behind every fourth entry."""
    return between.join(
        f"{BULLETS[bullet].format(number)}{said}.{remark if number % 4 == 1 else ''}"
        for number, said in enumerate(entries, 1)
    )


def near_the_plain_one() -> Iterator[tuple[str, list[str]]]:
    """Lists in which at most two axes differ from the plain one, with their claims."""
    for ways in product(AROUND, KINDS, BULLETS, REMARKS, BETWEEN):
        around, kind, bullet, remark, between = ways
        if sum(a != b for a, b in zip(ways, PLAIN, strict=True)) <= 2:
            above, below = AROUND[around]
            entries = numbered(KINDS[kind], bullet, BETWEEN[between], REMARKS[remark])
            yield f"{above}{entries}\n{below}", KINDS[kind]


# What stands above lists of the same words that foretell nothing.
ELSEWHERE = [
    "Notes from the harbour\n\n",
    "# What we saw\n\n",
    "The state of the valley, as of this week:\n\n",
    "Here is what happened last year.\n\n",
    "A summary of chapter four:\n\n",
    "My list:\n\n",
    "Here are my favourites of the year.\n\n",
    "The novel in ten lines, without further ado:\n\n",
    "Here goes, the plot of the second season:\n\n",
    "My favourite headlines of 2030, in no particular order:\n\n",
    "News in brief:\n\n",
]
# What foretells nothing, whatever stands above it.
NO_CLAIMS = {
    "tips": ["Book the early boat", "Bring your own coffee", "Sit on the left side", "Avoid the bar", "Keep the ticket"],
    "resolutions": ["Read more", "Run a marathon", "No more sugar", "Fewer meetings", "Learn to weld"],
    "things to do": ["Paint the boat", "Call the union", "Sell the old mill", "Fix the roof", "Write to Lund"],
    "an agenda": ["Welcome and minutes", "Report of the treasurer", "Ferry fares", "Election of the board", "Any other business"],
    "a changelog": ["Added a dark theme", "Fixed the crash at start", "Removed the old importer", "No more warnings on exit", "Faster start"],
    "features": ["No ads at all", "Works offline", "Syncs with your calendar", "Exports every table", "Still free"],
    "questions": ["What is a ferry?", "Who runs the yard?", "How do I pay?", "Can I bring a dog?", "Where is the pier?"],
    "contents": ["Introduction", "A history of the mill", "The ferry years", "Decline of the yard", "Conclusion"],
    "what was": ["The mill closed", "Ferries ran empty", "No tunnel was built", "The union lost members", "Solar roofs stalled"],
    "goals": ["Lose ten pounds", "Write every day", "Spend less on coffee", "See my sister more often", "Learn Norse"],
    "films": ["The Ferry", "Kern's Return", "A Winter in Lund", "The Mill", "Two Sisters"],
    "reasons": ["It is too expensive", "The council does not want it", "Nobody lives there", "The rock is too hard", "It was tried before"],
}  # fmt: skip
HEADED = [
    "My resolutions for 2031, wish me luck. See you in a year.\n\n",
    "Agenda for 4 January 2031\n\n",
    "Release notes\n\n",
    "I'll give it a try. How to cross the bay:\n\n",
    "My goals for 2031. In a year we'll see how I did.\n\n",
]
