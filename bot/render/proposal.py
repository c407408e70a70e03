"""The post that asks people how a prediction ended: what suggests it, who decides, until when."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from bot.render import kinds, words
from bot.render.naming import condition, title
from bot.render.post import AMBER, Field, Post, Style
from bot.render.quoting import quoted
from predictions.model import Document, Kind, Proposal, State
from predictions.outcomes import Outcome
from storage.dossier import Matched, Record

MOST_EVIDENCE = 5
SOMEBODY_SAYS = "Somebody with a forecast on it says"  # a word that waits for a second person's


@dataclass(frozen=True, slots=True, kw_only=True)
class Judges:
    """Who decides in a server, who has spoken, and how long others may object.

    Attributes:
        roles: of the server, that may resolve.
        dispute_window: how long one may object.
        said: names of those whose word waits for a second one, with the outcome.
        objector: the name of whoever objected.
    """

    roles: frozenset[int] = field(default_factory=frozenset)
    dispute_window: timedelta = timedelta(hours=24)
    said: tuple[tuple[str, Outcome], ...] = ()
    objector: str | None = None


def proposal_post(
    record: Record,
    *,
    proposal_id: int,
    judges: Judges,
    style: Style,
    mark: str,
    document: Document | None = None,
) -> Post | None:
    """Return the post that asks people to look at a proposal; None where it no longer waits."""
    proposal = next((p for p in record.proposals if p.id == proposal_id), None)
    if proposal is None:
        return None
    prediction = record.prediction
    dropped = _dropped(proposal, judges)
    lines = [style.said(words.cut(proposal.reason, 800))]
    if dropped and proposal.outcome is not None:
        said = kinds.outcome_words(prediction, proposal.outcome)
        lines = [f"Somebody had said {style.said(said)}, and does not any more."]
    lines += condition(prediction, style)
    if prediction.criteria:
        criteria = style.said(words.cut(prediction.criteria, 800))
        lines.append(f"{style.bold('Resolved by')} {criteria}")
    if prediction.options:
        listed = style.said(words.cut(words.options(prediction.options), 800))
        lines.append(f"{style.bold('Options')} {listed}")
    if prediction.unit:
        lines.append(f"{style.bold('Unit')} {style.said(prediction.unit)}")
    lines += quoted(record, document, style)
    return Post(
        title=title(prediction, style, _question(record, proposal, style, dropped=dropped)),
        colour=AMBER,
        text="\n".join(lines),
        fields=(
            Field("Window", style.window(prediction)),
            *_evidence(record, proposal, style),
            *_said(record, judges, style),
            Field("Who decides", _who(record, judges, style)),
            *_by_itself(record, proposal, judges, style),
        ),
        footer=words.footer(
            mark, f"prediction {prediction.id} · {style.resolving(prediction.id)} to decide"
        ),
    )


def comes_by_itself(record: Record, proposal: Proposal) -> bool:
    """Say whether a proposal resolves unless somebody objects; it takes one objection to stop it."""
    return proposal.final and record.state is not State.DISPUTED


def _dropped(proposal: Proposal, judges: Judges) -> bool:
    """Say whether it rests on somebody's word, and they have said something else since."""
    stands = any(outcome == proposal.outcome for _, outcome in judges.said)
    return proposal.reason.startswith(SOMEBODY_SAYS) and not stands


def _question(record: Record, proposal: Proposal, style: Style, *, dropped: bool) -> str:
    if proposal.outcome is None or dropped:
        binary = record.prediction.kind is Kind.BINARY
        return "Did it happen?" if binary else "How did it end?"
    outcome = style.said(kinds.outcome_words(record.prediction, proposal.outcome))
    return f"{outcome}, unless you object:" if comes_by_itself(record, proposal) else f"{outcome}?"


def _evidence(record: Record, proposal: Proposal, style: Style) -> list[Field]:
    """Return what the proposal rests on, and what else asks the same; else the newest found."""
    rests_on = list(proposal.evidence_ids)
    if proposal.outcome is None:
        rests_on += [i for p in record.proposals if p.outcome is None for i in p.evidence_ids]
    known = {matched.evidence.id: matched for matched in record.evidence}
    found = [known[number] for number in dict.fromkeys(rests_on) if number in known]
    found = found or list(reversed(record.evidence))
    if not found:
        return [Field("Evidence", "none found")]
    lines = [_line(each, style) for each in found]
    return [Field("Evidence", words.counted(lines, MOST_EVIDENCE))]


def _line(matched: Matched, style: Style) -> str:
    seen = matched.evidence
    title = words.cut(seen.title, 100)
    shown = style.link(title, seen.url) if seen.url and len(seen.url) <= 200 else style.said(title)
    return f"• {shown}, {style.day(seen.published_at or seen.seen_at)}"


def _said(record: Record, judges: Judges, style: Style) -> list[Field]:
    lines = [
        f"{style.bold(style.said(kinds.outcome_words(record.prediction, outcome)))} "
        f"{style.said(words.cut(name, 60))}"
        for name, outcome in judges.said[:MOST_EVIDENCE]
    ]
    return [Field("Said so far", "\n".join(lines))] if lines else []


def _who(record: Record, judges: Judges, style: Style) -> str:
    maker = record.forecasters.get(record.prediction.created_by or 0)
    people = [style.said(words.cut(maker.name, 60))] if maker else []
    if record.prediction.guild_id is None:
        return people[0] if people else "Whoever keeps this ledger"
    people += [style.role(number) for number in sorted(judges.roles)[:10]]
    return _either([*people, "whoever manages the server"]) + (
        ". Whoever forecast on it needs a second person to agree."
    )


def _either(people: Sequence[str]) -> str:
    *before, last = people
    return f"{', '.join(before)} or {last}" if before else last[:1].upper() + last[1:]


def _by_itself(record: Record, proposal: Proposal, judges: Judges, style: Style) -> list[Field]:
    if record.state is State.DISPUTED and (proposal.final or judges.objector):
        who = style.said(words.cut(judges.objector or "Somebody", 60))
        return [Field(f"{who} objected", "Nothing resolves by itself now: people decide.")]
    if not proposal.final:
        return []
    ends = style.when(proposal.proposed_at + judges.dispute_window)
    if record.prediction.guild_id is None:
        still = "if its source still says so then. Whoever decides can do so before."
        return [Field("Until somebody decides", f"It resolves by itself {ends}, {still}")]
    return [
        Field(
            "Until somebody objects",
            f"It resolves by itself {ends}, if its source still says so then. Everybody here may "
            "object before: with a reason, and then people decide. Whoever objects can take that "
            "back for an hour.",
        )
    ]
