"""Texts in which a list in the plain present answers a question for predictions, in every way of writing one."""

from itertools import cycle, product

ASKING = {
    "whether there are any": "Ask the Board: A new decade. Any predictions?\n",
    "what they are": "What are your predictions for 2031?\n",
    "how it will look": "What will 2040 look like?\n",
    "what will happen": "What do you think will happen in the next ten years?\n",
    "what to expect": "What do you expect from the coming decade?\n",
    "where it goes": "Where will computing be in 2040?\n",
    "how they see it": "Discussion: how do you see the world in 20 years?\n",
    "in no question": "Thread: 2031 predictions thread\n",
}
ABOVE = {
    "nothing": "",
    "ways to go": "Village Board new | top | threads | ask | submit | login\n",
    "links": "[Home](/) | [Forums](/f) | [Members](/m) | [Log in](/l)\n\n",
    "where it stands": "Forum > General talk > Off topic\n",
    "a menu": "Skip to content\nMenu\nSearch\n\n",
    "who wrote it": "Posted by harald on 3 December 2030 | 44 replies\n\n",
}
BELOW = {
    "nothing": "",
    "how it fared": "815 points by harald on Jan 2, 2031 | hide | past | 1096 comments\n",
    "whose it is": "by harald, 2 days ago\n",
}
LEADING = [
    "Here are mine:",
    "Mine:",
    "Here goes:",
    "My list:",
    "Here's my take:",
    "OK, my turn:",
    "To get us started, here's mine...",
    "I'll bite.",
    "I'll go first:",
    "I enjoy reading everybody's predictions. Here are mine:",
    "Sure, my guesses in no particular order:",
]
SAID = {
    "Still no tunnel under the strait.": [],
    "Paper tickets disappear from the ferries.": ["Collectors pay silly prices for the last ones."],
    "The old mill closes and the yard takes its place.": [],
    "Solar roofs become the norm in new houses.": ["This becomes a matter of dispute everywhere."],
    "Nobody talks about hydrogen trams.": [],
    "The union loses half of its members.": ["No merger at all."],
    "Printed maps make a comeback.": [],
}
CLAIMS = [
    part
    for entry, others in SAID.items()
    for said in (entry, *others)
    for part in said.rstrip(".").split(" and ")
]


def thread(asking: str, above: str, below: str, lead: str) -> str:
    """A page of a forum: what stands on every page, the question, and a list of answers."""
    entries = (" ".join((entry, *others)) for entry, others in SAID.items())
    numbered = "\n\n".join(f"{number}. {entry}" for number, entry in enumerate(entries, 1))
    return f"{ABOVE[above]}{ASKING[asking]}{BELOW[below]}\n{lead}\n\n{numbered}\n"


def threads(asking: str) -> list[str]:
    """The pages with such a question: each thing above with each way to lead to the list."""
    ways = zip(product(ABOVE, LEADING), cycle(BELOW), strict=False)
    return [thread(asking, above, below, lead) for (above, lead), below in ways]


# Lists in the plain present that foretell nothing, whatever stands above them.
OTHERS = {
    "tips": "What are your best tips for ferries?\n\nHere are mine:\n\n1. Book the early boat. It is never full.\n2. Bring your own coffee.\n3. Sit on the left side. The sun sets there.\n4. Avoid the bar.\n5. Keep the ticket.\n",
    "facts": "What do you know about ferries?\n\nHere goes:\n\n1. Ferries carry four million people a year.\n2. The oldest boat dates from the war.\n3. Still no toilets on deck two.\n4. The union owns half of them.\n5. Nobody checks the tickets.\n",
    "rules of the thread": "What are your predictions for 2031?\n\nRules:\n\n1. One prediction per post.\n2. No politics.\n3. Nobody edits after midnight.\n4. The moderator closes the thread in January.\n5. Ties go to the first poster.\n",
    "rules right below the question": "Predictions for 2031?\n\n1. Post one prediction per comment.\n2. No politics.\n3. You get a point for each hit.\n4. Keep it civil.\n5. The winner gets a mug.\n",
    "what was done": "Any predictions for 2031?\n\nMy predictions come later. Things I did last year:\n\n1. Sold the boat.\n2. Moved to the island.\n3. Learned to bake.\n4. Planted forty trees.\n5. Quit the union.\n",
    "features": "Predictions 2.0: a new app\n\nFeatures:\n\n- No ads at all.\n- Works offline.\n- Syncs with your calendar.\n- Exports every table.\n- Still free.\n",
    "things to do": "My list:\n\n- Paint the boat\n- Call the union\n- No more sugar\n- Sell the old mill\n- Fix the roof\n",
    "steps": "What does your kitchen look like?\n\nHere goes:\n\n1. The water boils.\n2. The salt goes in.\n3. Nobody stirs.\n4. The lid comes off.\n5. The pasta rests.\n",
    "resolutions": "What are your goals for 2031?\n\nMine:\n\n1. Run a marathon.\n2. No more sugar.\n3. Read forty books.\n4. Fewer meetings.\n5. Learn to weld.\n",
    "how to predict": "How do you make predictions?\n\nMy take:\n\n1. Base rates beat stories.\n2. Nobody updates enough.\n3. No forecast without a number.\n4. The crowd wins most of the time.\n5. Small steps work.\n",
    "what was": "Any predictions for 2031?\n\nLast year's went badly. Here is what happened instead:\n\n1. The mill closed.\n2. Ferries ran empty.\n3. No tunnel was built.\n4. The union lost members.\n5. Solar roofs stalled.\n",
}
