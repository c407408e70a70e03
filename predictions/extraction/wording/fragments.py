"""Claims that lean on what stands around them: a name under a heading, the rest of a sentence, an item that goes on."""

import re

from predictions.extraction.layout.blocks import Kind
from predictions.extraction.layout.document import Document
from predictions.extraction.proposing.proposals import Proposal
from predictions.extraction.wording.drafts import Draft
from predictions.extraction.wording.events import acts, come_true, plain_verb
from predictions.extraction.wording.plain import plain, tidy
from predictions.extraction.wording.unnumbered import without_number
from predictions.extraction.wording.verbal import has_verb
from predictions.extraction.words import lexicon as lex
from predictions.regexes import regex

_NAMES = regex(
    r"(?!I\b)(?:(?:[A-Z\u00c0-\u00dd\d\"'(][\w.'\u2019&/)\"-]*|of|the|by|de|van|von|la|and|or"
    r"|vs?\.?|in|at|to|for|a|over|on)(?:[ ,]+|$)){1,9}"
)
_SCORE = regex(
    r"(?:(?:my |our )?(?:score )?predict(?:ion"
    r"|ed score)\W{1,3})((?:[A-Z][\w .'&]{1,30} )?\d{1,3} ?[-\u2013:] ?\d{1,3}\b.*)",
    re.IGNORECASE,
)
_MATCH = regex(r"[^.!?\n]{2,40} (?:v|vs|versus|@|-|\u2013)\.? [^.!?\n]{2,40}", re.IGNORECASE)
_LONGEST_HEADING = 60
_FEW = 6  # blocks between a score and the match that it is for
_SUBORDINATE = regex(
    r"(?:^|[\s,;:\u2014(\"])(?P<word>(?<!such )(?<!well )(?<!long )(?<!soon )(?<!far )as"
    r"|(?P<noun>with|despite|given|given that|without|under)|until|once|when|after|before"
    r"|unless|even if|if|(?P<weak>while|although|though|even though|because|since|whereas)) $"
)
_FINITE = regex(
    r"\b(?:will|won't|would|could|may|might|can|can't|shall|should|ought|is|are|was|were|has"
    r"|have|does|do|get|gets|going)\b|'(?:ll|s|re|d)\b|\b\w{3,}(?:s|ed)\b"
)
_PREDICATE = regex(
    r"\b(?:will|won't|would|could|may|might|can|can't|should|ought|is|are|going)\b|'(?:ll|d|re)\b"
)
_STARTS = regex(
    r"(?:even |still |then )?(?:(?:the|a|an|this|these|those|it|they|he|she|we|you|i|there|some"
    r"|most|many|more|all|both|our|its|their|his|her|my|other|no|nobody)\b"
    r"|[\w'-]+ (?:[\w'-]+ ){0,5}?(?:will|would|may|might|could|can|should|is|are)\b)",
    re.IGNORECASE,
)


# "(As) Kern says, rents will rise".
_SAYS_SO = regex(rf"[^,;]{{2,40}} (?:{lex.SAYING}|see|mentioned), ", re.IGNORECASE)
_PERSON = regex(r"(?:i|we|you|they|he|she|it|there|nobody|everyone|someone)\b", re.IGNORECASE)


def opened(lead: str, words: str) -> str:
    """The words with the conjunction before them that their first half needs ("As | rents rise, shops will close")."""
    match = _SUBORDINATE.search(lead[-24:])
    if match is None:
        return words
    if match["word"] == "as" and (says := _SAYS_SO.match(words)) is not None:
        return words[says.end() :]
    first, comma, rest = words.partition(", ")
    two = bool(comma) and _PREDICATE.search(rest) is not None and _STARTS.match(rest) is not None
    whole = bool(match["noun"]) or _FINITE.search(first) is not None
    if not two and not comma and match["word"] == "until":
        two = len(_PREDICATE.findall(words)) > 1
    if not two or not whole or (match["weak"] and not _FINITE.search(first)):
        return words
    return f"{match['word']} {words}"


def completed(
    document: Document,
    proposal: Proposal,
    statement: str,
    number: str | None,
    before: Draft | None,
) -> str:
    """The statement with what an item leaves to the line above it."""
    words = document.copy[proposal.start : proposal.end].lstrip()
    if score := _SCORE.fullmatch(statement):
        match = _match_above(document, proposal)
        return f"{match}: {score[1]}" if match else statement
    goes_on = _DOTS.match(words) is not None or _goes_on(document, proposal)
    if goes_on and before and proposal.start - before.proposal.end < _NEAR:
        rest = without_number(_DOTS.sub("", plain(words)), number)
        return _continued(rest or statement, before.statement)
    if "ing " in statement and _EVENT.match(statement) and not _FINITE.search(statement):
        return tidy(acts(statement) or statement)
    item = document.blocks[proposal.sentence.block].kind is Kind.ITEM
    if not item and proposal.form not in ("item", "listed", "bare", "avowed", "pick"):
        return statement
    return _answered(document, proposal, statement) or _listed(document, proposal, statement, words)


def _answered(document: Document, proposal: Proposal, statement: str) -> str | None:
    """An item that answers the question above it, alone or as what a share of people say."""
    surveyed = _SURVEYED.fullmatch(statement)
    answer = tidy(surveyed["what"]) if surveyed else statement
    short = len(answer.split()) <= _SHORT_ANSWER and not has_verb(answer)
    if short and (asked := _question_above(document, proposal)):
        return f"{asked}: {answer}"
    return answer if surveyed else None


def _listed(document: Document, proposal: Proposal, statement: str, words: str) -> str:
    """An item of a list, which may be less than a sentence."""
    if "|" in words and (winning := _CHANCE_OF.match(plain(words))) is not None:
        return f"{winning['who']} will {plain_verb(winning['verb']) or 'win'}"
    if (coming := _TO_COME.match(statement)) and _comes(coming):
        return f"{coming['who']}will {statement[coming.start('verb') :]}"
    if (likeliest := _LIKELIEST.match(statement)) is not None:
        statement = statement[likeliest.end() :]
    if (subject := _named_above(document, proposal, statement)) is not None:
        return f"{subject} {statement[:1].lower()}{statement[1:]}"
    if _NAMES.fullmatch(statement) or likeliest:
        heading = _above(document, proposal)
        return f"{heading}: {statement}" if heading else statement
    if _THING.fullmatch(statement) and not _acts(statement):
        return tidy(come_true(statement[:1].lower() + statement[1:]))
    return statement


# "58% of the forecasters say fewer than 40".
_SURVEYED = regex(
    r"(?:as of [^,\d%]{2,20},? )?\d[\d.]* ?% (?:of (?:the |all )?[\w -]{2,30} )?(?:say|think"
    r"|believe|expect|predict|chose|picked|answered)s?:? (?:that )?(?P<what>.+)",
    re.IGNORECASE,
)
_SHORT_ANSWER = 8  # words
_LONGEST_QUESTION = 240  # characters


def _question_above(document: Document, proposal: Proposal) -> str | None:
    """The question that the item above asks, without its mark."""
    parent = document.blocks[proposal.sentence.block].parent
    if parent is None:
        return None
    above = document.blocks[parent]
    asked = tidy(plain(document.copy[above.start : above.end]))
    return asked[:-1] if asked.endswith("?") and len(asked) <= _LONGEST_QUESTION else None


def _comes(coming: re.Match[str]) -> bool:
    """True where "to" begins what a noun will do, not what a verb or "a plan" is for."""
    words = coming["who"].lower().split()
    if _AUXILIARY.search(coming.string.split(", ")[0]):
        return False  # it has a verb of its own
    no_noun = words[-1].endswith(("ed", "ing")) or words[-1] in _FOR_WHAT
    verbs = any(lex.is_verb(word) or word in lex.VERBS for word in words[1:])
    return coming["verb"] in _VERBS and not no_noun and not verbs


_AUXILIARY = regex(
    r"\b(?:will|won't|would|could|(?-i:may)|might|can|can't|should|is|are|was|were|has|have|had"
    r"|does|do|did|going|expect|expects|looking)\b|'(?:ll|s (?=going|not|been)|re|d|m|ve)\b",
    re.IGNORECASE,
)
_FOR_WHAT = lex.words(
    "plan plans action decision effort efforts attempt attempts right ability way time chance "
    "pressure bid deal vote votes able likely"
    " about manage manages need needs want have used ought seem seems appear appears expect "
    "expects hope hopes how what when where continues continue decides decide wants agrees "
    "manages fails seeks tries begins starts ready unable set due"
)
# "Anna Kern (R) - Estimate: 54% | Chance of winning: 85%".
_CHANCE_OF = regex(
    r"(?P<who>[^|:\n]{2,50}?)\*?(?: [-\u2013] [^|\n]{1,40})? ?\| ?(?:chances?|probability"
    r"|odds) of (?P<verb>\w+ing): ",
    re.IGNORECASE,
)
# "(I predict:) The share price to drop".
_TO_COME = regex(
    r"(?P<who>(?!(?:How|What|Where|When|Who|Something|Nothing|Time|Plans?"
    r"|Ways?)\b)(?:(?!(?:will|would|is|are|was|were|has|have|to|can|could"
    r"|may)\b)[\w'-]+ ){1,9}?)to (?P<verb>\w+)\b"
)
_VERBS = lex.VERBS | lex.words("be have go become")
_LIKELIEST = regex(
    r"(?:the )?(?:most likely|likeliest|favou?rite|(?:who )?will win|winner|my pick|pick"
    r"|(?:selected|predicted|chosen) [a-z]+|(?:my |our )?prediction)(?: winner)?: *",
    re.IGNORECASE,
)
# "(I see) Kern being the surprise", "(I see) the yard closing".
_EVENT = regex(r"(?!An? |I\b|We\b|They\b|There\b)(?:[\w'-]+ ){1,5}?\w+ing\b (?!of\b)")
# "A government shutdown": there will be one.
_THING = regex(r"(?:an?|another|at least one) (?:[\w'-]+ ){0,8}[\w'-]+ ?", re.IGNORECASE)


def _acts(statement: str) -> bool:
    """True where one of the words may be the verb of a claim."""
    return any(word in lex.VERBS or lex.is_verb(word) for word in statement.lower().split()[2:])


def _goes_on(document: Document, proposal: Proposal) -> bool:
    return document.copy[max(0, proposal.start - 3) : proposal.start].endswith(("\u2026", "..."))


_DOTS = regex(r"^\W*?(?:\.\.\.|\u2026)\s*")
_NEAR = 400  # characters between an item and the one that goes on with it
_AMOUNT = (
    r"[$\u20ac\u00a3]?\d[\d,.]*(?:[a-zA-Z]{1,2}\b"
    r"|%)?(?: (?:thousand|million|billion|trillion|percent|per cent)\b)?"
)
_LAST_AMOUNT = regex(rf"(?<![\w.]){_AMOUNT}(?!.*\s{_AMOUNT})")
_BRACKET = regex(r"\s*\([^()]*\)")
_ARTICLE = regex(r"\b(?:an?|one) (?=\w+$)")


def _continued(rest: str, head: str) -> str:
    """The item above with the words of the one that goes on with it, in the place of those that it changes."""
    if re.fullmatch(_AMOUNT, rest):
        changed = _LAST_AMOUNT.sub(lambda _: rest, _BRACKET.sub("", head))
        return changed if changed != head else tidy(f"{head} {rest}")
    place = head.rfind(f" {rest.split(' ', 1)[0]} ")
    if place > 0:
        verb = _AUXILIARY.search(head, place)  # "... in Norby will close": the verb stays
        return tidy(f"{head[:place]} {rest}{f' {head[verb.start() :]}' if verb else ''}")
    changing = (_ARTICLE.search(head) or _LAST_AMOUNT.search(head)) if rest[:1].isdigit() else None
    return tidy(f"{head[: changing.start()]}{rest}" if changing else f"{head} {rest}")


def _above(document: Document, proposal: Proposal) -> str | None:
    """The short heading or item over a bare name, which says what it is the name of."""
    block = document.blocks[proposal.sentence.block]
    over = block.parent if block.parent is not None else next(reversed(block.headings), None)
    if over is None:
        return None
    above = document.blocks[over]
    text = tidy(plain(document.copy[above.start : min(above.end, above.start + 200)]))
    if not 2 < len(text) <= _LONGEST_HEADING or document.title.strip() == text:
        return None
    text = text.capitalize() if text.isupper() and " " in text else text
    text = _PREDICTIONS.sub("", text.rstrip("?"))
    return text.removeprefix("Who will win ").strip() or None


# "## Norby", then "- Enters a recession": who does is above.
_VERB_FIRST = regex(
    r"(?:[A-Z][a-z]+ly )?(?P<verb>[A-Z]?[a-z]+s) (?:an?|the|its|their|his|her|to|in|by|at|over"
    r"|under|above|below|more|less|fewer|no|with|from|into|out|\d|[A-Z])"
)
_PROPER = regex(r"(?:[A-Z][\w.'&-]*(?: |$)){1,3}")
_TOPICS = lex.words(
    """
    politics economy economics sport sports tech technology world personal business science culture
    other misc finance markets general news health media entertainment music movies books games
    work family society war crime law energy elections domestic foreign international miscellaneous
    life home internet software hardware crypto forecast results
"""
)


def _named_above(document: Document, proposal: Proposal, statement: str) -> str | None:
    """The proper name over an item that begins with its verb."""
    match = _VERB_FIRST.match(statement)
    if match is None or not lex.is_verb(match["verb"].lower()):
        return None
    above = _above(document, proposal)
    if above is None or _PROPER.fullmatch(above) is None or above.endswith("s"):
        return None
    return None if above.lower().split()[-1] in _TOPICS else above


_PREDICTIONS = regex(r"[\s:]*\b(?:predictions?|picks?|forecasts?|winners?)\W*$", re.IGNORECASE)


def _match_above(document: Document, proposal: Proposal) -> str | None:
    index = proposal.sentence.block
    for block in reversed(document.blocks[max(0, index - _FEW) : index + 1]):
        for line in document.copy[block.start : min(block.end, block.start + 200)].splitlines():
            text = tidy(plain(line))
            if len(text) <= _LONGEST_HEADING and _MATCH.fullmatch(text):
                return text
    return None
