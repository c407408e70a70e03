"""A source somebody adds: known by its address, and a market becomes its prediction's rule."""

import json
import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.app import App
from predictions.criteria import Criteria
from predictions.errors import InvalidValue
from predictions.model import Kind
from predictions.rules.kinds import MarketState, Published
from predictions.watching.guard import check_url, parse_allow
from predictions.watching.sources import adapter, recognise
from predictions.watching.sources.base import Says, SourceSpec
from storage import dossier, rules, watchlist
from storage.ledger import Session
from storage.watchlist import Source

NUMBERS = ("api", "csv", "fred")  # kinds that say a number and nothing else
RULE_FOR_A_NUMBER = '{"rules": [{"kind": "number", "comparison": ">", "threshold": 5}]}'
NUMBER_RULE = re.compile(r'"kind"\s*:\s*"number"')
MARKETS = ("manifold", "polymarket", "kalshi", "metaculus")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be watched, and what for.

    `rule` is what a person wrote as JSON; `inverted`: a market's yes is the prediction's no.
    """

    spec: SourceSpec
    interval: timedelta
    prediction_id: int | None = None
    terms: tuple[str, ...] = ()
    label: str | None = None
    rule: str | None = None
    inverted: bool = False


def rule_for_a_market(*, inverted: bool) -> str:
    """Return the rule that a market becomes by itself where a prediction has none."""
    return json.dumps({"rules": [{"kind": "market"} | ({"inverted": True} if inverted else {})]})


def spec_of(app: App, url: str) -> SourceSpec:
    """Say what an address is; nothing is fetched.

    Raises:
        SourceError: it can't or may not be watched.
    """
    check_url(url, parse_allow(app.settings.fetch_allow))
    return recognise(url, app.bases)


def is_off(app: App, kind: str) -> bool:
    """Say whether a kind of source works only with a token, and none is set."""
    return adapter(kind).token and kind not in app.tokens


def watch(session: Session, wanted: Wanted, *, now: datetime) -> tuple[Source, bool]:
    """Begin to watch, and say whether the prediction has a new rule by it.

    Raises:
        NotFound, Refused, InvalidValue: no such prediction, watched already, a rule that is none.
    """
    spec = _as_its_rule_reads(wanted)
    source = watchlist.add_source(
        session,
        spec.url,
        now=now,
        kind=spec.kind,
        subject=spec.subject,
        label=wanted.label or spec.label or None,
        prediction_id=wanted.prediction_id,
        terms=wanted.terms,
        interval=wanted.interval,
        keys=spec.keys,
    )
    return source, _ruled(session, replace(wanted, spec=spec), source, now)


def takes_rules(session: Session, prediction_id: int, *, now: datetime) -> bool:
    """Say whether rules can decide a prediction: they know yes and no only."""
    return dossier.get(session, prediction_id, now=now).prediction.kind is Kind.BINARY


def _as_its_rule_reads(wanted: Wanted) -> SourceSpec:
    """Say what is watched: few addresses of APIs look like one, but a rule for a number tells."""
    spec = wanted.spec
    path = spec.url.partition("#")[2]
    a_part = path and not path.startswith("css=")
    if spec.kind == "page" and a_part and wanted.rule and NUMBER_RULE.search(wanted.rule):
        return replace(spec, kind="api", subject=spec.url)
    return spec


def _ruled(session: Session, wanted: Wanted, source: Source, now: datetime) -> bool:
    number = wanted.prediction_id
    if number is None:
        return False
    if not takes_rules(session, number, now=now):
        if wanted.rule is not None:
            raise InvalidValue(
                "rule", f"says yes or no, and prediction {number} asks for something else"
            )
        return False
    if wanted.rule is not None:
        about = adapter(source.kind).says(wanted.spec)
        criteria = Criteria.from_json(wanted.rule, about=about)
        _check_that_it_reads(criteria, source, about)
        rules.add_rule(session, number, criteria, now=now)
        return True
    has = rules.criteria_of(session, number)
    if source.kind not in MARKETS or has is not None:
        return has is not None and (source.kind, source.subject) in has.subjects
    state = MarketState(source=source.kind, subject=source.subject, inverted=wanted.inverted)
    rules.add_rule(session, number, Criteria((state,)), now=now)
    return True


def _check_that_it_reads(criteria: Criteria, source: Source, about: Says) -> None:
    """Refuse rules that wait for sources like this one, and for none that says what this one says."""
    same_kind = {subject for kind, subject in criteria.subjects if kind == source.kind}
    mine = {names.get("url") or names["subject"] for names in about.values()} | {source.subject}
    if any(isinstance(r, Published) and r.tells and not r.pattern for r in criteria.rules):
        raise InvalidValue(
            "pattern",
            "is missing: any entry of the feed would do; name words of the title to look for",
        )
    one_subject = source.kind not in MARKETS  # an event's markets have subjects of their own
    if one_subject and same_kind and not same_kind & mine:
        raise InvalidValue(
            "subject",
            f"the rule waits for {source.kind} {min(same_kind)}, and this source is "
            f"{source.subject}; leave source, subject and url out of a rule for it",
        )
