"""Others: what stands above numbers that are no chances: a survey, a budget, the rules of a game."""

from predictions.extraction.layout.blocks import Block
from predictions.extraction.layout.document import Document
from predictions.regexes import regex

# Nothing of this in a whole text: its percentages are hardly anybody's belief.
OF_BELIEF = regex(
    r"\b(?:predict\w*|forecast\w*|prophec\w*|probabilit\w+|probably|odds|chances?|likel\w+"
    r"|confiden\w+|credences?|bets?|wagers?|brier|calibrat\w+|bookmakers?|bookies|expect\w*"
    r"|guess\w*|graded|i think|i believe|picks?)\b|\bp(?: ?\(| ?[=~\u2248])",
    factor=True,
)
# What stands below counts something else.
_OF_OTHERS = regex(
    r"\b(?:polls?|averages?|grades|budgets?|prices?|price list|shares?|growth|inflation"
    r"|humidity|battery|percentages?|accuracy|benchmarks?|tests?|statistics|exercises|progress"
    r"|complet(?:ed|ion)|roadmap|to-?do|tasks|coverage|grading|weigh(?:ts?|ed|ting)?"
    r"|ingredients|nutrition\w*|turnout|surveys?|surveyed|respondents|answered|breakdown"
    r"|composition|allocations?|portfolio|discounts?|dice|poker|side effects|hyperparameters?"
    r"|model (?:card|output)|evaluation|climate of|tokens?|testing|sales?"
    r"|how (?:likely|often|much) (?:are|do|is|would) (?:you|people))\b",
    factor=True,
)
# What a game, a contract, a course or a test lays down, or what was asked or measured, whatever an entry says.
_LAID_DOWN = regex(
    r"\b(?:(?:rules|events?) of (?:the|this|our) (?:\w+ )?game|game rules|combat rules"
    r"|house rules|(?:drop|spawn|hit|catch|pull) (?:rates?|chances?|tables?)|loot|gacha|dungeon"
    r"|lottery|combat|survey (?:of|results?|answers?|among)"
    r"|(?:customer|reader|user|staff)s?' survey|customer survey"
    r"|error budgets?|service levels?|slas?|slos?|grading|risk (?:register|matrix|levels?)"
    r"|training log|life tables?|conversion rates?|(?:savings|mortgage|tax) rates"
    r"|chaos (?:testing|engineering)|fault injection)\b",
    factor=True,
)


def laid_down(document: Document, block: Block) -> bool:
    """True below a heading, or a title, of what a game, a contract or a test lays down; the nearest that announces predictions ends it."""
    for index in reversed(block.headings):
        if _LAID_DOWN.search(
            document.low, document.blocks[index].start, document.blocks[index].end
        ):
            return True
        if document.announces(index):
            return False
    return not block.headings and _LAID_DOWN.search(document.title.lower()) is not None


def below_others(document: Document, block: Block) -> bool:
    """True where the nearest words above say what is counted."""
    above = next(
        (i for i in (block.parent, block.lead, *block.headings[-1:]) if i is not None), None
    )
    if above is None:
        return False
    over = document.blocks[above]
    begin = max(over.start, over.end - 200)
    return _OF_OTHERS.search(document.low, begin, over.end) is not None and (
        OF_BELIEF.search(document.low, begin, over.end) is None
    )


def counts_others(words: str) -> bool:
    """True for words in lower case that say what is counted, and speak of no belief."""
    return _OF_OTHERS.search(words) is not None and OF_BELIEF.search(words) is None
