"""Lists of predictions whose entries say in words how they turned out: every way to say it and to set it apart, and look-alikes."""

from collections.abc import Iterator
from itertools import product

TITLES = {
    "graded": "# My 2030 predictions, graded\n\n",
    "an introduction": "Prediction Results 2030\n\nEach year I like to predict what will happen. Let's see how we all did. First, my predictions:\n\n",
    "asked": "How did my predictions for 2030 do?\n\n",
    "checked": "# Checking in on my predictions for 2030\n\nHere are last January's predictions and how they went.\n\n",
}
CLAIMS = {
    "what will be": ["The mill will close", "Ferry fares will rise", "Kern will resign", "Lund will get its tram", "Wool will be cheap", "The tunnel will open"],
    "what happens": ["The old mill closes", "Ferry fares rise", "Kern resigns over the contract", "Lund gets its tram", "Wool stays cheap all year", "The tunnel opens in May"],
    "of the writer": ["I will go on a holiday this year", "The old mill closes", "I will weigh less than I do today", "Lund gets its tram", "Everybody talks about the new ferry", "The tunnel will open"],
}  # fmt: skip
# What is said of claims that came true, and of those that did not; for some nothing is settled.
SAID = {
    "Correct": "Wrong", "Yes": "No", "Yep": "Nope", "Yes!": "Sadly, no", "CORRECT": "WRONG", "Happened": "Didn't happen",
    "Right": "Not even close", "True": "False", "Definitely": "No way", "Absolutely": "Absolutely not", "Nailed it": "Way off",
    "Also yes": "Also no", "Hit": "Miss", "Came true": "Did not come true", "Success": "Fail", "Spot on": "Swing and a miss",
    "\u2713": "\u2717", "Half right": "Kind of", "On track": "Not so far",
}  # fmt: skip
OPEN = ("Half right", "On track")
REMARKS = {
    "none": ("", ""),
    "a sentence": (" It went as the banks wanted.", " It stayed open all winter."),
    "a clause": (", thanks to the banks", ", the banks held on to it"),
    "a cry": ("! I was so sure of this one", "! I was way off on this one"),
}
PLACES = (
    "{claim} - {said}", "{claim} \u2013 {said}", "{claim}: {said}", "{claim}. [{said}]", "{claim} ({said})", "{said}: {claim}", "{said} \u2013 {claim}",
    "[{said}] {claim}", "{claim}. **{said}**", "{claim}.\n{said}", "{claim}.\nResult: {said}", "{claim}.\nPREDICTION TRACKER: {said}",
    "{claim}\n  Verdict: {said}", "{claim} -> {said}", "{claim}. {said}", "{claim}.\n*{said}*", "{claim}.\n\n{said}",
)  # fmt: skip
BULLETS = ("{}. ", "- ", "", "\u2022 ")
PLAIN = ("graded", "what will be", "Correct", "none", PLACES[0], BULLETS[0])


def _list(ways: tuple[str, ...]) -> tuple[str, list[tuple[str, str | None]]]:
    """A list, with its claims and their outcomes."""
    title, kind, right, remark, place, bullet = ways
    entries, told = [], []
    for number, claim in enumerate(CLAIMS[kind], 1):
        true = number % 2 == 1
        grade = (right if true else SAID[right]) + REMARKS[remark][not true]
        entries.append(bullet.format(number) + place.format(claim=claim, said=grade))
        told.append((claim, None if right in OPEN else "yes" if true else "no"))
    between = "\n\n" if not bullet or "\n\n" in place else "\n"
    return f"{TITLES[title]}{between.join(entries)}\n\nOverall I was 3-3.\n", told


def near_the_plain_one() -> Iterator[tuple[str, list[tuple[str, str | None]]]]:
    """Lists in which at most two axes differ from the plain one; in front of a claim stands no remark."""
    for ways in product(TITLES, CLAIMS, SAID, REMARKS, PLACES, BULLETS):
        in_front = ways[4].endswith("{claim}") and ways[3] != "none"
        if sum(a != b for a, b in zip(ways, PLAIN, strict=True)) <= 2 and not in_front:
            yield _list(ways)


# Lists with the same words that grade nothing.
ELSEWHERE = (
    "# Prediction markets: frequently asked questions\n\n1. Can I trade? Yes\n2. Is it free? No\n3. Do I need a card? No\n4. Who runs it? The guild\n",
    "# My predictions app, version 2\n\n- Works offline: yes\n- Syncs with the calendar: yes\n- Shows ads: no\n- Exports tables: yes\n",
    "# Checklist before I post my predictions for 2031\n\n- Read the rules - done\n- Asked Kern - yes\n- Sorted the list - no\n- Booked the hall - yes\n",
    "# A quiz\n\n1. The mill opened in 1901 - true\n2. The ferry was built of oak - false\n3. Kern won in 2029 - true\n4. The tunnel is two miles long - false\n",
    "# Ferries\n\n- The old boat sails at nine - yes\n- The new boat sails at noon - no\n- Dogs sail free - yes\n",
    "# Tests of the forecast module\n\n- Login: pass\n- Export: fail\n- Import: pass\n- Search: pass\n",
)
