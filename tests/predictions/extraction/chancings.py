"""Ways to say how probable something is, places in which it is said, and numbers that are no chances."""

# subject, plain form, "-ing", third person
CLAIMS = (
    ("Harrow", "beat Lund", "beating Lund", "beats Lund"),
    ("the mill", "reopen in 2027", "reopening in 2027", "reopens in 2027"),
    ("Kern", "win the vote in the hills", "winning the vote in the hills", "wins the vote in the hills"),
    ("the guild", "sell its boats", "selling its boats", "sells its boats"),
)  # fmt: skip
WAYS = (
    "{S} has a {p} percent chance to {inf}",
    "{S} has the overwhelming {p} percent chance to {inf}",
    "{S} has a {p}% chance of {ing}",
    "The index gives {S} a {p} percent chance to {inf}",
    "The model gives {S} a {p}% chance of {ing}",
    "There's a {p}% chance {S} {third}",
    "There is about a {p}% chance of {S} {ing}",
    "I'd put the odds that {S} {third} at {p}%",
    "The chance that {S} {third} is {p}%",
    "I'm {p}% sure that {S} {third}",
    "{S} will {inf} with {p}% probability",
    "{S} is {p}% likely to {inf}",
    "{S} is now {p}% to {inf}",
    "I assign a {p}% probability to {S} {ing}",
    "Forecasters assign a {p}% probability (range: 30% to 90%) to {S} {ing}",
    "The chance of {S} {ing} rises to {p}%",
    "My odds of {S} {ing} have moved from 40% to {p}%",
    "{S} has a {p} percent shot at {ing}",
)
# Written when the ways above were read; not one was looked at before.
HELD_OUT = (
    "A {p}% chance exists that {S} {third}",
    "Odds of {p}% that {S} {third}",
    "{S} stands a {p}% chance of {ing}",
    "Chances of {S} {ing}: {p}%",
    "{p} percent odds {S} {third}",
    "We give {p}% to {S} {ing}",
    "My confidence that {S} {third} is {p}%",
    "I went from 30% to {p}% on {S} {ing}",
    "The odds of {S} {ing} climbed to {p}%",
    "There is a {p} percent likelihood of {S} {ing}",
)
PLACES = (
    "The fair is near. {C}.",
    "Lund at No. 2 Harrow prediction: {C}.",
    "{C}, and the others have the 17.5 percent shot to upset them.",
    "The index estimates that {c}.",
    "- {C}.\n- Something else stays as it is.",
    "With growth of 3% behind them, {c}.",
    "{C}, although rents rose by 12% last year.",
    "{C}, down from 17.5% just five days ago.",
    "{C}. Lund has the 17.5 percent shot to turn it round.",
)
NO_CHANCES = (
    "Growth will rise from 2% to 4% in 2027.",
    "The chance of rain in the hills falls by 20% in 2027.",
    "The tax will be cut from 40% to 30% in 2027.",
    "The share of trams will go up from 20% to 50% by 2030.",
    "Kern will be 40% to blame for the strike of 2027.",
    "The guild will move from 20% to 30% of all rides in 2027.",
    "Growth in 2027: 5% above 2019 levels.",
    "Inflation will be 3% in 2027, up from 2%.",
    "Kern will get 52% in 2027, down from 55%.",
)
