"""What nobody can picture, as a sentence: of "I can't see the mills giving up steam", the mills will give it up."""

import re

from predictions.extraction.wording.events import plain_verb
from predictions.extraction.wording.verbal import ADJECTIVES, says_something
from predictions.extraction.words import lexicon as lex
from predictions.extraction.words.glance import needs
from predictions.regexes import regex

# Words of which these need one.
PICTURES = needs(
    "see seeing imagine imagining picture picturing envision envisioning envisage fathom foresee conceive"
)
_TO_PICTURE = (
    r"(?:see(?:ing)?|imagin(?:e|ing)|pictur(?:e|ing)|envision(?:ing)?|envisage|fathom|foresee"
    r"|conceive(?: of)?)"
)
_NOT_SEEN = (
    rf"(?:(?:i|we|you) (?:just |really |still |honestly |personally |simply )*(?:can't|cannot"
    rf"|can not|couldn't|don't|do not) (?:really |even |quite |honestly |easily |actually )?"
    rf"|(?:hard|difficult|tough|impossible|easy|trouble|a hard time|difficulty) (?:to "
    rf"|for me to )?){_TO_PICTURE} "
)
_PICTURED = regex(rf"(?:^|[\s,;:]){_NOT_SEEN}$", re.IGNORECASE)
_PICTURING = regex(_NOT_SEEN, re.IGNORECASE)
_NO_PART = lex.words("to that how why what who which if and or whether much")
_ADVERBS = lex.words("ever actually really suddenly simply just still even")
_NOUNS = lex.words(
    """
    building housing funding spending shipping mining lending meeting thing anything something
    nothing everything evening morning spring pricing training planning banking trading advertising
    computing engineering manufacturing farming fishing rating
"""
)
_BEFORE_NOUNS = (
    lex.words(
        "the a an this that these those his her its their our my your of in on at by for with "
        "from no any some more very as"
    )
    | ADJECTIVES
)
_LONGEST = 8  # words of who acts
_NOMINATIVE = {"them": "they", "him": "he", "her": "she", "us": "we", "me": "I"}


def pictured(bare: str, text: str, before: str) -> str:
    """The claim of what somebody cannot see happen; as it stands where it has a verb, or nobody is said to see.

    Args:
        bare: the words before what introduces them came off.
        text: the words after that.
        before: what stands before the quote in its sentence.
    """
    if (picturing := _PICTURING.match(text)) is not None:
        return doing(text[picturing.end() :]) or text
    held = bare[: len(bare) - len(text)] if bare.endswith(text) else ""
    if not _PICTURED.search(held or before[-60:]):
        return text
    return doing(text) or text


def doing(event: str) -> str | None:
    """Read "the mills giving up steam" as "the mills will give up steam", of any verb; None where none is seen."""
    words = event.split(" ")
    for place, word in enumerate(words[: _LONGEST + 1]):
        if word.lower() in _NO_PART or word.endswith((",", ";", ":")):
            return None
        if place and _acts(words, place):
            break
    else:
        return None
    who = [word for word in words[:place] if word.lower() not in _ADVERBS]
    if not who or says_something(" ".join(who)):
        return None
    base = plain_verb(words[place])
    does = f"will {base}" if base else f"will be {words[place]}"
    named = _NOMINATIVE.get(" ".join(who).lower(), " ".join(who))
    return " ".join([named, does, *words[place + 1 :]])


def _acts(words: list[str], place: int) -> bool:
    """True for "the mills | giving", not for "the | building", "the spending", "a lowering of"."""
    word = words[place].rstrip(".")
    after = words[place + 1].lower() if place + 1 < len(words) else ""
    return (
        word.islower()
        and word.isalpha()
        and word.endswith("ing")
        and word not in _NOUNS
        and words[place - 1].lower() not in _BEFORE_NOUNS
        and after != "of"
    )
