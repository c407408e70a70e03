"""Something to watch from the first minute: the forecasts of a thread on when AGI comes, and how.

Statements, criteria and sources are worded for this project; nothing of the thread is quoted. Each
has its window, what the author's words imply as a probability, rules, and addresses to watch.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from urllib.parse import quote

from predictions.beliefs import Probability
from predictions.candidate import Basis, Polarity
from predictions.criteria import Criteria, DeadlinePassed, Judged, MarketState, Published, Rule
from predictions.times import Window
from predictions.watching.sources import recognise

ESSAYIST = "Essayist on AGI timelines"
CRITIC = "Critic of next-word RLVR"

AGI_SOON = "https://manifold.markets/RemNi/will-we-get-agi-before-2028-ff560f9e9346"
AGI_LATER = "https://manifold.markets/RemNi/will-we-get-agi-before-2030"


@dataclass(frozen=True, slots=True, kw_only=True)
class Starter:
    """One forecast with all that is needed to hold it to account.

    `polarity` is that of the author towards the statement; `cue` the words that hedge it. A flat
    assertion has no cue, and so no probability until a person gives one.
    """

    statement: str
    author: str
    polarity: Polarity
    window: Window
    criteria: str
    rules: tuple[Rule, ...]
    watches: tuple[str, ...]
    terms: tuple[str, ...] = ()
    cue: str | None = None
    condition: str | None = None
    tags: tuple[str, ...] = ("ai",)

    @property
    def belief(self) -> Probability | None:
        """What the author's words imply for the statement, with range and basis."""
        return None if self.cue is None else implied(self.cue, self.polarity)

    @property
    def rule(self) -> str | None:
        """The rules as they are stored."""
        return Criteria(self.rules).to_json() if self.rules else None


def implied(cue: str, polarity: Polarity) -> Probability:
    """Return the probability that a phrase gives to a statement its author affirms or denies."""
    from predictions.extraction.hedges import find_hedges  # noqa: PLC0415 - reads a table

    meaning = find_hedges(cue, 0, len(cue))[0].meaning
    low, value, high = meaning.low, meaning.median, meaning.high
    # A phrase such as "unlikely" denies by itself and already speaks of the statement.
    if polarity is Polarity.NO and not meaning.denies:
        low, value, high = (round(1 - share, 4) for share in (high, value, low))
    return Probability(value=value, low=low, high=high, basis=Basis(meaning.basis))


def _until(year: int, *, since: int | None = None) -> Window:
    return Window(date(since, 1, 1) if since else None, date(year, 12, 31))


def _arxiv(query: str) -> str:
    return f"https://export.arxiv.org/api/query?search_query={quote(query)}"


def _news(words: str) -> str:
    return f"https://api.gdeltproject.org/api/v2/doc/doc?query={quote(words)}"


def _talk(words: str) -> str:
    return f"https://hn.algolia.com/?q={quote(words)}"


def _manifold(url: str, only: str) -> MarketState:
    return MarketState(source="manifold", subject=recognise(url).subject, only=only)


def _people(question: str) -> tuple[Rule, ...]:
    """Let people judge at the deadline, and silence propose after it."""
    return (Judged(question=question), DeadlinePassed(grace_days=30))


_RLVR = 'all:"next word prediction" AND all:RLVR'
_RLVR_WIDER = 'all:"next token prediction" AND all:"verifiable rewards"'
_RLVR_NAMED = (
    r"next[- ](word|token)|pre-?train\w*.*(RLVR|reinforcement)|(RLVR|reinforcement).*pre-?train"
)
_RLVR_WATCH = (_arxiv(_RLVR), _arxiv(_RLVR_WIDER), _talk("RLVR pretraining"))
_AGI_WATCH = (
    AGI_SOON,
    AGI_LATER,
    _talk("AGI"),
    _news('"artificial general intelligence" achieved'),
)
_CONTINUAL = _arxiv('all:"continual learning" AND all:"language model"')


@cache
def starters() -> tuple[Starter, ...]:
    """Return every forecast of the thread."""
    return (*_about_agi(), *_about_continual_learning(), *_about_rlvr())


def _about_agi() -> tuple[Starter, ...]:
    agi = (
        "A system that does any intellectual task of a person, publicly shown and acknowledged as "
        "such; the two Manifold markets named in the rules count as far as their windows reach."
    )
    return (
        Starter(
            statement="AGI appears by the end of 2028",
            author=ESSAYIST,
            polarity=Polarity.NO,
            window=_until(2028, since=2026),
            condition="continual learning has not become a thing of its own",
            criteria=agi,
            # Before 2028 implies by 2028; not before 2030 implies not by 2028.
            rules=(
                _manifold(AGI_SOON, "yes"),
                _manifold(AGI_LATER, "no"),
                *_people("Did AGI appear by the end of 2028?"),
            ),
            watches=_AGI_WATCH,
            terms=("AGI",),
            tags=("ai", "agi"),
        ),
        Starter(
            statement="Pretraining alone reaches AGI with the compute of 2026",
            author=ESSAYIST,
            polarity=Polarity.NO,
            cue="somewhat confident",
            window=_until(2026),
            criteria="AGI as above, by a model that was only pretrained, on hardware of 2026.",
            rules=_people("Did a model that was only pretrained reach AGI by the end of 2026?"),
            watches=(_talk("AGI"), _arxiv('all:pretraining AND all:"general intelligence"')),
            terms=("AGI", "pretraining"),
            tags=("ai", "agi"),
        ),
        Starter(
            statement="Pretraining with the compute of 2026 teaches models to learn in context well "
            "enough to overcome their handicaps",
            author=ESSAYIST,
            polarity=Polarity.NO,
            cue="somewhat confident",
            window=_until(2026),
            criteria="A model without further training learns a new job from its context as a new "
            "employee would; shown in a published evaluation.",
            rules=_people("Was such in-context learning shown by the end of 2026?"),
            watches=(_arxiv('all:"in-context learning" AND all:agents'),),
            terms=("in-context learning", "pretraining"),
        ),
        Starter(
            statement="A further level of training compute becomes available between 2029 and 2031",
            author=ESSAYIST,
            polarity=Polarity.YES,
            window=_until(2031, since=2029),
            criteria="A training system of some ten times the power of the largest at the end of 2028 "
            "trains a published model.",
            rules=_people("Did a further level of training compute come between 2029 and 2031?"),
            watches=(_news('gigawatt "AI training" cluster'), _talk("training cluster gigawatt")),
            terms=("training", "compute", "gigawatt"),
            tags=("ai", "compute"),
        ),
        Starter(
            statement="AGI is reached without general reinforcement learning before the next level of "
            "compute",
            author=ESSAYIST,
            polarity=Polarity.NO,
            window=_until(2031),
            criteria="AGI as above, by a system whose makers say that it was not trained by "
            "reinforcement learning over open-ended tasks.",
            rules=_people("Was AGI reached without general reinforcement learning?"),
            watches=_AGI_WATCH,
            terms=("AGI", "reinforcement learning"),
            tags=("ai", "agi"),
        ),
    )


def _about_continual_learning() -> tuple[Starter, ...]:
    surveys = (
        "Judged on published surveys of firms and payrolls that name models which go on learning at "
        "work as the cause."
    )
    jobs = (
        _news('"continual learning" jobs'),
        _news("AI layoffs protest"),
        _talk("continual learning"),
    )
    return (
        Starter(
            statement="Continual learning on its own brings AGI before the next level of compute",
            author=ESSAYIST,
            polarity=Polarity.NO,
            cue="doesn't necessarily",
            window=_until(2031),
            criteria="AGI as above, and its makers name continual learning as what was added.",
            rules=_people("Did continual learning on its own bring AGI?"),
            watches=(_CONTINUAL, *_AGI_WATCH),
            terms=("continual learning", "AGI"),
            tags=("ai", "agi", "continual learning"),
        ),
        Starter(
            statement="Adding continual learning brings AGI between 2026 and 2028",
            author=ESSAYIST,
            polarity=Polarity.NO,
            cue="doesn't obviously",
            window=_until(2028, since=2026),
            condition="continual learning does not mean that models add skills to themselves by RLVR",
            criteria="AGI as above by the end of 2028, and its makers name continual learning.",
            rules=(
                _manifold(AGI_LATER, "no"),
                *_people("Did continual learning bring AGI by the end of 2028?"),
            ),
            watches=(_CONTINUAL, *_AGI_WATCH),
            terms=("continual learning", "AGI"),
            tags=("ai", "agi", "continual learning"),
        ),
        Starter(
            statement="Continual learning shortens expected AGI timelines between 2026 and 2028",
            author=ESSAYIST,
            polarity=Polarity.NO,
            window=_until(2028, since=2026),
            criteria="The median of a large survey or forecasting platform moves two years nearer, and "
            "continual learning is named as the reason.",
            rules=_people("Did continual learning shorten expected timelines by two years?"),
            watches=(_CONTINUAL, _talk("AGI timelines")),
            terms=("continual learning", "timelines", "AGI"),
            tags=("ai", "agi", "continual learning"),
        ),
        Starter(
            statement="Continual learning significantly increases AI adoption by 2030",
            author=ESSAYIST,
            polarity=Polarity.YES,
            window=_until(2030),
            criteria=f"{surveys} Significant: the share of firms that use AI grows by a third in a year.",
            rules=_people("Did continual learning significantly increase AI adoption?"),
            watches=(*jobs, _CONTINUAL),
            terms=("continual learning", "AI adoption"),
            tags=("ai", "continual learning", "adoption"),
        ),
        Starter(
            statement="Continual learning displaces jobs and rouses the public by 2030",
            author=ESSAYIST,
            polarity=Polarity.YES,
            window=_until(2030),
            criteria=f"{surveys} Roused: it leads to mass protests or is among the three main issues in "
            "a representative poll.",
            rules=_people("Did job displacement by continual learning rouse the public?"),
            watches=jobs,
            terms=("continual learning", "job displacement", "public"),
            tags=("ai", "continual learning", "jobs"),
        ),
        Starter(
            statement="Continual learning secures funding for training systems of 5 GW and more by 2030",
            author=ESSAYIST,
            polarity=Polarity.YES,
            window=_until(2030, since=2028),
            criteria="A training system of at least 5 gigawatts is fully funded, by filings or the "
            "builder's announcement, and continual learning is given as a reason.",
            rules=_people("Was a training system of 5 GW funded on the strength of it?"),
            watches=(_news('"5 gigawatt" AI data center'), _talk("5 gigawatt AI training")),
            terms=("continual learning", "funding", "training", "gigawatt"),
            tags=("ai", "continual learning", "compute"),
        ),
    )


def _about_rlvr() -> tuple[Starter, ...]:
    trains = "A published training run; its description counts, not its success."
    forever = Window()
    return (
        Starter(
            statement="Next-word-prediction RLVR is attempted after 2029",
            author=ESSAYIST,
            polarity=Polarity.YES,
            cue="could",
            window=Window(date(2029, 1, 1), None),
            criteria=f"{trains} A paper of the named arXiv searches that appears in 2029 or later "
            "decides.",
            rules=(
                Published(source="arxiv", subject=_RLVR, pattern=_RLVR_NAMED),
                Published(source="arxiv", subject=_RLVR_WIDER, pattern=_RLVR_NAMED),
            ),
            watches=_RLVR_WATCH,
            terms=("next-word prediction", "RLVR"),
            tags=("ai", "rlvr"),
        ),
        Starter(
            statement="New ideas for AI training get ready after 2029",
            author=ESSAYIST,
            polarity=Polarity.YES,
            cue="might",
            window=Window(date(2029, 1, 1), None),
            criteria="A way to train that no frontier model used before 2029 is behind a frontier model.",
            rules=(Judged(question="Is a new way to train behind a frontier model?"),),
            watches=(_arxiv('all:"new paradigm" AND all:"language model training"'),),
            terms=("frontier model", "training", "paradigm"),
        ),
        Starter(
            statement="Next-word-prediction RLVR is practical with the compute of 2025",
            author=ESSAYIST,
            polarity=Polarity.NO,
            cue="likely",
            window=_until(2026),
            criteria=f"{trains} It uses no more than the largest training run of 2025.",
            rules=_people("Was it practical with the compute of 2025?"),
            watches=_RLVR_WATCH,
            terms=("next-word prediction", "RLVR", "compute"),
            tags=("ai", "rlvr"),
        ),
        Starter(
            statement="Next-word-prediction RLVR solves the scarcity of text data by 2030",
            author=ESSAYIST,
            polarity=Polarity.YES,
            cue="plausibly",
            window=_until(2030, since=2028),
            condition="it turns out to be useful",
            criteria="A frontier model is trained on less text than its predecessor because of it.",
            rules=_people("Did it solve the scarcity of text data?"),
            watches=_RLVR_WATCH,
            terms=("RLVR", "text data", "scarcity"),
            tags=("ai", "rlvr"),
        ),
        Starter(
            statement="Next-word-prediction RLVR turns out to be a big deal",
            author=ESSAYIST,
            polarity=Polarity.YES,
            cue="plausibly",
            window=forever,
            condition="it makes what reinforcement learning gives as general as pretraining",
            criteria="Two of the five leading developers use it for their main model.",
            rules=(Judged(question="Do two leading developers use it for their main model?"),),
            watches=_RLVR_WATCH,
            terms=("next-word prediction", "RLVR"),
            tags=("ai", "rlvr"),
        ),
        Starter(
            statement="Thinking about the next token for N steps beats a model N times as large",
            author=CRITIC,
            polarity=Polarity.NO,
            cue="i'd be surprised if",
            window=forever,
            criteria="A published comparison at equal compute, on predicting text.",
            rules=(Judged(question="Did a comparison at equal compute show it?"),),
            watches=_RLVR_WATCH,
            terms=("next token", "thinking", "larger model", "compute"),
            tags=("ai", "rlvr"),
        ),
        Starter(
            statement="Scaling up pretraining stays more efficient than RLVR at predicting the next token",
            author=CRITIC,
            polarity=Polarity.YES,
            cue="my claim is",
            window=forever,
            criteria="No published comparison at equal compute shows otherwise; the first one decides.",
            rules=(Judged(question="Did a comparison at equal compute show otherwise?"),),
            watches=_RLVR_WATCH,
            terms=("pretraining", "RLVR", "next token", "compute"),
            tags=("ai", "rlvr"),
        ),
        Starter(
            statement="RLVR beats pretraining at some objective other than predicting the next token",
            author=CRITIC,
            polarity=Polarity.YES,
            cue="could",
            window=forever,
            criteria="A published comparison at equal compute, on an objective for general text.",
            rules=(Judged(question="Did a comparison at equal compute show it?"),),
            watches=_RLVR_WATCH,
            terms=("RLVR", "pretraining", "objective"),
            tags=("ai", "rlvr"),
        ),
    )
