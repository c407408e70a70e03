"""A rule in words, for those who wonder what decides a prediction."""

from predictions.hiding import called
from predictions.readings import exactly, named
from predictions.rules.kinds import (
    DeadlinePassed,
    Judged,
    MarketState,
    NumberThreshold,
    OnPage,
    Published,
    Rule,
    When,
)


def in_words(rule: Rule) -> str:
    """Return what a rule waits for, and what that would mean."""
    match rule:
        case MarketState():
            answer = f" {rule.only}" if rule.only else ""
            turned = ", whose yes is the no here" if rule.inverted else ""
            return f"{named(rule.source, rule.subject)} resolves{answer}{turned}"
        case NumberThreshold():
            many = {
                When.AT: f"on {rule.day}",
                When.EVER: "on any day",
                When.SUSTAINED: f"for {rule.days} days, at every reading",
            }
            threshold = f"{rule.comparison} {exactly(rule.threshold)}"
            return f"{named(rule.source, rule.subject)} is {threshold} {many[rule.when]}"
        case OnPage():
            what = f"/{rule.pattern}/" if rule.pattern else "something"
            where = f" at {rule.selector}" if rule.selector else ""
            verb = "no longer says" if rule.absent else "says"
            return f"{called(rule.url)} {verb} {what}{where}"
        case Published():
            titled = f" titled /{rule.pattern}/" if rule.pattern else ""
            return f"{named(rule.source, rule.subject)} publishes something{titled}"
        case DeadlinePassed():
            return f"nothing happens until {rule.grace_days} days after the deadline"
        case Judged():
            return f"people judge: {rule.question}"
