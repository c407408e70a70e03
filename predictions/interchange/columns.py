"""The columns of every exported table, in order, each with what it holds.

docs/exports.md explains them in the same words, and a test compares the two.
"""

from dataclasses import dataclass
from typing import Literal

Holds = Literal["text", "number", "moment", "day"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column."""

    name: str
    holds: Holds
    meaning: str


@dataclass(frozen=True, slots=True)
class Table:
    """One exported table."""

    name: str
    one_row_per: str
    columns: tuple[Column, ...]

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)


_PREDICTION = Column("prediction_id", "text", "number of the prediction in this ledger")
_STATEMENT = Column("statement", "text", "the claim, affirmative")
_FORECASTER = Column("forecaster", "text", "name of the person or of the document's author")
_SCALE = Column(
    "scale", "text", "stated: numbers that people gave; implied: numbers read from words"
)
_OUTCOME = Column(
    "outcome",
    "text",
    "yes, no, a fraction such as 0.4 for a partial outcome, ambiguous, annulled or withdrawn; empty while open",
)
_HAPPENED = Column("happened_at", "moment", "when the world decided, where that is known")
_RESOLVED = Column("resolved_at", "moment", "when it was decided here")
_CONDITION = Column("condition", "text", "what has to come about first; if it does not: annulled")
_WHO = Column(
    "forecaster_id",
    "text",
    "number of the forecaster in this ledger, which tells those of one name apart",
)
_KIND = Column("kind", "text", "person, or author of a document")
_DEADLINE = Column("deadline", "day", "last day that counts, in the prediction's time zone")

FORECASTS = Table(
    "forecasts.csv",
    "forecast",
    (
        _PREDICTION,
        _STATEMENT,
        _FORECASTER,
        Column("basis", "text", "stated or odds: a number; surveyed or analogue: read from words"),
        Column("probability", "number", "of the statement coming true, 0 to 1"),
        Column("probability_low", "number", "lower end of what the words can mean, where implied"),
        Column("probability_high", "number", "upper end of what the words can mean"),
        Column("forecast_at", "moment", "when it was made; for documents, when published"),
        Column("not_before", "day", "first day that counts"),
        _DEADLINE,
        _OUTCOME,
        _HAPPENED,
        _RESOLVED,
        Column("brier", "number", "(probability - outcome) squared, 0 (best) to 1"),
        Column("log_score", "number", "natural logarithmic score, 0 (best) to inf"),
        Column(
            "weight",
            "number",
            "share of the time in which the forecaster had a forecast standing on this prediction; "
            "0 for a forecast made when the answer could be known; empty while not scored",
        ),
        Column("source_url", "text", "the document in which it was found"),
        Column("quote", "text", "the words from which it was read, verbatim"),
        Column("tags", "text", "tags of the prediction, separated by semicolons"),
        _CONDITION,
        _WHO,
        _KIND,
    ),
)

CALIBRATION = Table(
    "calibration.csv",
    "forecaster or tag, scale and bin",
    (
        Column(
            "forecaster",
            "text",
            "whose forecasts, all of that name together; empty: everybody's",
        ),
        Column("tag", "text", "of which predictions; empty: all"),
        _SCALE,
        Column("bin_low", "number", "lower edge of the bin, included"),
        Column("bin_high", "number", "upper edge, excluded except in the last bin"),
        Column("forecasts", "number", "forecasts in the bin that count"),
        Column("questions", "number", "predictions they belong to"),
        Column("mean_forecast", "number", "weighted mean probability; empty in an empty bin"),
        Column("observed_rate", "number", "weighted mean outcome"),
        Column("low", "number", "lower end of the 95 % interval of the observed rate"),
        Column("high", "number", "upper end of that interval"),
        Column("recalibrated", "number", "isotonic reliability curve at the mean forecast"),
        Column(
            "band_low",
            "number",
            "lower end of the band in which all bins of a calibrated forecaster lie at once with "
            "90 % probability",
        ),
        Column("band_high", "number", "upper end of that band"),
    ),
)

RESOLUTIONS = Table(
    "resolutions.csv",
    "version of a resolution",
    (
        _PREDICTION,
        Column("version", "number", "1, 2, …: a correction is a new version"),
        Column("standing", "text", "yes for the version that counts now, otherwise no"),
        _STATEMENT,
        Column(
            "outcome",
            "text",
            "yes, no, a fraction such as 0.4 for a partial outcome, ambiguous, annulled or "
            "reopened; of other kinds the option, the number, the day or never",
        ),
        Column("not_before", "day", "first day that counts"),
        _DEADLINE,
        _HAPPENED,
        _RESOLVED,
        Column("resolved_by", "text", "who decided"),
        Column("note", "text", "what was said about it"),
        Column("source_url", "text", "the document in which the prediction was found"),
        Column("quote", "text", "the words from which it was read, verbatim"),
        Column("tags", "text", "tags of the prediction, separated by semicolons"),
        _CONDITION,
        Column(
            "evidence_ids",
            "text",
            "numbers of the evidence it rests on, separated by semicolons: calledit evidence NUMBER",
        ),
    ),
)

SCORES = Table(
    "scores.csv",
    "forecaster, scale and resolved prediction",
    (
        _PREDICTION,
        _STATEMENT,
        _FORECASTER,
        _KIND,
        _SCALE,
        Column("forecasts", "number", "forecasts that count"),
        Column("late", "number", "forecasts made when the answer could be known: not scored"),
        Column("first_probability", "number", "of the first forecast, 0 to 1"),
        Column("last_probability", "number", "of the last forecast that counts, 0 to 1"),
        Column("outcome", "text", "yes, no, or a fraction such as 0.4 for a partial outcome"),
        _HAPPENED,
        _RESOLVED,
        Column("brier", "number", "Brier score averaged over time, 0 (best) to 1: the default"),
        Column("brier_last", "number", "Brier score of the last forecast that counts"),
        Column("log_score", "number", "natural logarithmic score averaged over time"),
        Column("coverage", "number", "share of the prediction's life with a forecast, 0 to 1"),
        _CONDITION,
        _WHO,
    ),
)

DISTRIBUTIONS = Table(
    "distributions.csv",
    "forecast on a choice, a number or a day",
    (
        _PREDICTION,
        Column("statement", "text", "what is asked"),
        Column("asks", "text", "choice, numeric or date"),
        Column("options", "text", "of a choice, in order, as a JSON list"),
        Column("unit", "text", "of a number: what is counted"),
        Column("forecaster", "text", "name of the person; empty where nobody has forecast"),
        Column(
            "forecast",
            "text",
            'as JSON: {"shares": {option: probability}}, {"levels": […], "values": […]}, or '
            '{"at_most": […], "probabilities": […]}; days are 2028-06-30 or never',
        ),
        Column("forecast_at", "moment", "when it was made"),
        Column("not_before", "day", "first day that counts"),
        _DEADLINE,
        Column(
            "outcome",
            "text",
            "the option, the number, the day or never; ambiguous, annulled or withdrawn; empty while open",
        ),
        _HAPPENED,
        _RESOLVED,
        Column(
            "score",
            "number",
            "of this forecast: Brier over the options, 0 to 2; CRPS at the 10th, 50th and 90th "
            "percentile, in the unit, for days in days",
        ),
        Column(
            "weight",
            "number",
            "share of the time in which the forecaster had a forecast standing; 0 for a forecast "
            "made when the answer could be known; empty while not scored",
        ),
        Column("tags", "text", "tags of the prediction, separated by semicolons"),
        _CONDITION,
        Column("criteria", "text", "what settles it"),
        _WHO,
    ),
)

TABLES = (FORECASTS, CALIBRATION, RESOLUTIONS, SCORES, DISTRIBUTIONS)
