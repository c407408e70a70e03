"""The last look at a statement: what no sentence begins or ends with, words said twice, how one says it aloud."""

import re
from operator import eq

from predictions.extraction.wording.nouns import in_a_sentence
from predictions.extraction.wording.plain import tidy
from predictions.extraction.wording.verbal import has_verb
from predictions.extraction.words import lexicon as lex
from predictions.regexes import regex

_DANGLING = regex(
    r"(?:,? (?:and(?! then)|or|but|because|although|whereas|nor|plus)"
    r"|, (?:so|which|who|where|while|then))(?: also| even)?[\s,.]*$",
    re.IGNORECASE,
)
# "But the gap will grow", not "So-called", "Yet another strike will come".
_JOINED = regex(
    r"(?:(?:and|but|plus|also|yet|so)(?:,"
    r"|(?= (?:the|an?|this|these|that|those|it|they|we|he|she|i|you|there|in|by|if|our|my|their"
    r"|its|most|some|many|people)\b)),? )",
    re.IGNORECASE,
)
_TWICE = regex(
    r"\b(?P<word>the|an?|to|of|and|in|on|at|for|with|are|we|they|it|i|you|its|their|our|be"
    r"|(?-i:will|would)"
    r"|(?:it|that|he|she|there|what)'s|i'm|we're|they're"
    r"|(?:i|we|you|it|they|he|she)'ll)(?: (?P=word)(?!'))+(?= \w)",
    re.IGNORECASE,
)
# "That the mill will close": what stood before it came off.
_THAT = regex(
    r"[Tt]hat (?=(?:the|an?|it|they|he|she|we|there|some|many|most|no|his|her|their|its|our)\b|[A-Z])"
)
_FILLED = regex(
    r"(?:(?<=^)|(?<= ))(?:um+|uh+|erm?|ah+),? (?=\w)|,? (?:um+|uh+|erm)(?=$|[ ,.])", re.IGNORECASE
)
# Of these words one must be there; a look at the words costs a tenth of a search.
_FILLERS = lex.words("um umm uh uhh er erm ah ahh um, umm, uh, uhh, er, erm, ah, ahh, um. uh. erm.")
_DANGLERS = lex.words("and or but because although whereas nor plus so which who where while then")
_SPOKEN = regex(r"\bgonna\b", re.IGNORECASE)
# "V.16 The mill closes 55% {70 percent}": number in the list, then and now.
_CODED = regex(r"[A-Z]\.\d{1,3} (?=[A-Z])")
_THEN_AND_NOW = regex(
    r" ?~?\d{1,3}(?:\.\d+)? ?% ?[{\[(]~?\d{1,3}(?:\.\d+)? ?(?:%|per ?cent)[}\])]$"
)
_ITS_CHANCE = regex(r"(?<=[\w\"').]) ?\(~?\d{1,3}(?:\.\d+)? ?%\)$")
# "Norby - Norby will grow": the label says again what the claim says.
_ECHO = regex(
    r"(?P<label>[^-\u2013\u2014:]{2,40}?) ?[-\u2013\u2014:] (?=(?:the )?(?P=label)\b)",
    re.IGNORECASE,
)
_LABELLED, _SIGNS = 44, ("- ", "\u2013 ", "\u2014 ", ": ")  # characters of a label and its sign
# "(2/1)", "(probably)": odds and doubts in brackets.
_BRACKETED = regex(
    r" ?\((?:\d{1,2}/[1-9]|\d/\d{1,2}|probably|likely|maybe|possibly|perhaps|hopefully|presumably)\)",
    re.IGNORECASE,
)
# "The mill still will pay", "rents also will rise".
_ADVERB_FIRST = regex(r"(?<=\w )(?P<how>still|also|soon|eventually) (?P<aux>will|would)(?= [a-z])")
# "The mill will therefore close", "rents will also rise": what leads on from what was said before.
_LEADS_ON = regex(
    r"^(?P<head>(?:(?!(?:not|n't|only|will|would)\b)[^\s]+ ){1,14}?(?:will|would|should|'ll"
    r"|is going to|are going to)) (?:also|therefore|thus|hence|thereby|consequently|accordingly"
    r"|likewise|similarly)(?P<rest> (?!as\b)[a-z].*)$"
)
_LEADING_ON = lex.words(
    "also therefore thus hence thereby consequently accordingly likewise similarly"
)
# "2031: The ferry will stop".
_YEAR_FIRST = regex(r"(?P<year>(?:19|20|21)\d\d) ?[:\u2013\u2014] (?P<what>\S.*)$")
_LEAST = 3  # words


def finished(statement: str) -> str:
    """The statement without what dangles at its ends, stammered words and a chance in brackets behind it."""
    text = _ITS_CHANCE.sub("", statement) if statement.endswith("%)") else statement
    text = _THEN_AND_NOW.sub("", text) if text.endswith(("}", "]", ")")) else text
    text = _CODED.sub("", text, count=1) if _CODED.match(text) else text
    text = _BRACKETED.sub("", text) if "(" in text else text
    words = text.lower().split()
    if not _FILLERS.isdisjoint(words):
        text = _FILLED.sub("", text)
    if any(map(eq, words, words[1:])):
        text = _TWICE.sub(lambda twice: twice["word"], text)
    if " will " in text or " would " in text or "'ll " in text or " going to " in text:
        text = _straight(text, words)
    text = _SPOKEN.sub("going to", text) if "onna" in text else text
    if text.count(",") == 1 and (parted := _PARTED.match(text)) and not has_verb(parted["who"]):
        text = f"{parted['who']}{text[parted.end() - 1 :]}"
    if not _DANGLERS.isdisjoint(word.rstrip(" .,") for word in words[-2:]):
        text = _DANGLING.sub("", text)
    if any(map(text[:_LABELLED].__contains__, _SIGNS)) and (echo := _ECHO.match(text)) is not None:
        text = text[echo.end() :]
    text = _THAT.sub("", text) if text.startswith(("That ", "that ")) else text
    joined = _JOINED.match(text)
    if joined and len(text[joined.end() :].split()) >= _LEAST:
        text = text[joined.end() :]
    return tidy(text) or statement if text != statement else statement


def _straight(text: str, words: list[str]) -> str:
    """The statement with its adverb behind its auxiliary, without what leads on, and with a year of its line in it."""
    text = _ADVERB_FIRST.sub(r"\g<aux> \g<how>", text)
    if not _LEADING_ON.isdisjoint(words):
        text = _LEADS_ON.sub(r"\g<head>\g<rest>", text)
    dated = _YEAR_FIRST.match(text)
    if dated is None or dated["year"] in dated["what"]:
        return text
    return f"In {dated['year']}, {in_a_sentence(dated['what'])}"


# "The yard in Norby, will close": one comma that parts a subject from its verb.
_PARTED = regex(
    r"(?P<who>(?:The|An?|Our|Its|Their|Many|Most|Some|All|These"
    r"|Those)\b[^,;:()]{0,60}), (?=(?:will|won't|are|is)\b [^,]*$)"
)


def without_speaker(statement: str, author: str | None) -> str:
    """The statement without the name of who makes it before a dash or colon ("Kern - 2031 will see a boom")."""
    if author is None or not statement.startswith(author.partition(" ")[0]):
        return statement
    rest = _SPEAKS.sub("", statement.removeprefix(author))
    first = _SPEAKS.sub("", statement.removeprefix(author.partition(" ")[0]))
    for named, left in ((author, rest), (author.partition(" ")[0], first)):
        if left != statement.removeprefix(named) and len(left.split()) >= _LEAST:
            return tidy(left)
    return statement


_SPEAKS = regex(r"^(?: ?[\u2013\u2014:]| -) ?(?=\S)")
