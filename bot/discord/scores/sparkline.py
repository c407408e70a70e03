"""How probabilities came true lately, as a line of ten bars below a resolution."""

from datetime import datetime

from bot.render import words
from bot.render.post import Field
from predictions.outcomes import Outcome, Verdict
from storage import servers
from storage.ledger import Session

BARS = "▁▂▃▄▅▆▇█"
EMPTY = "·"
FEWEST = 10  # predictions: fewer draw a line that means nothing


def reliability_field(session: Session, guild_id: int | None, *, now: datetime) -> Field | None:
    """Return the reliability of a server's last stated forecasts; None where there are few."""
    scored = [
        (number, probability, target)
        for number, probability, verdict, value in servers.recent_outcomes(
            session, guild_id, now=now
        )
        if (target := Outcome(Verdict(verdict), value).target) is not None
    ]
    about = len({number for number, _, _ in scored})
    if about < FEWEST:
        return None
    from scoring.reliability import bin_table  # noqa: PLC0415 (scipy is heavy)

    numbers, forecasts, outcomes = zip(*scored, strict=True)
    bins = bin_table(forecasts=forecasts, outcomes=outcomes, clusters=numbers)
    line = "".join(
        EMPTY
        if each.observed_rate is None
        else BARS[min(int(each.observed_rate * len(BARS)), len(BARS) - 1)]
        for each in bins
    )
    said = (
        f"said 0 % `{line}` said 100 %, {words.plural(len(scored), 'forecast')} "
        f"on {about} predictions"
    )
    return Field("Came true here", said)
