"""/predict, by arguments or by a form."""

from dataclasses import replace
from typing import Literal

from discord import app_commands

from bot import actions, asides
from bot.beliefs import HOW
from bot.discord.answering import Reply, answer, ask_after
from bot.discord.cards.looking import public_card
from bot.discord.forecasting.commands import LONGEST_BELIEF, confirmation, give
from bot.discord.parts import Entry, Form
from bot.discord.visit import Command, Here, Interaction
from bot.discord.working import changing
from predictions.errors import InvalidValue
from predictions.model import LONGEST_STATEMENT, Kind, Prediction, Visibility
from predictions.text import one_line
from storage import cards, comparing, dossier, drafts, outbox
from storage.ledger import Session

LONGEST_CRITERIA = 2000
KindName = Literal["binary", "choice", "numeric", "date"]
Blind = Literal[
    "as the server says", "visible to all", "hidden until one has forecast", "hidden until a day"
]
CODES: dict[Blind, str] = {
    "as the server says": "s",
    "visible to all": "v",
    "hidden until one has forecast": "h",
    "hidden until a day": "d",
}


@app_commands.command(name="predict", description="Make a prediction that can be scored")
@app_commands.describe(
    statement="What will be true, as a statement; leave it out to fill in a form",
    by='Last day: 2028-12-31, "end of 2028", "in 18 months"',
    probability="Yours: 70, 70 %, 3:1, 1 in 20; shares or percentiles for other kinds",
    criteria="What would settle it",
    condition="Annulled unless this comes true",
    not_before="First day that counts, written like the last",
    tags="Separated by commas",
    kind="Yes or no unless you choose another",
    options="For choice: the options, separated by semicolons",
    unit="For numeric: what is counted",
    forecasts="Whether others see forecasts before they have made their own",
    hidden_until='Nobody sees others\' forecasts before that day: 2027-03-01, "in 2 months"',
)
async def predict_command(  # noqa: PLR0917 (Discord passes every option by its name)
    interaction: Interaction,
    statement: app_commands.Range[str, 1, LONGEST_STATEMENT] | None = None,
    by: app_commands.Range[str, 1, 100] | None = None,
    probability: app_commands.Range[str, 1, 1000] | None = None,
    criteria: app_commands.Range[str, 1, LONGEST_CRITERIA] | None = None,
    condition: app_commands.Range[str, 1, 500] | None = None,
    not_before: app_commands.Range[str, 1, 100] | None = None,
    tags: app_commands.Range[str, 1, 300] | None = None,
    kind: KindName = "binary",
    options: app_commands.Range[str, 1, 2000] | None = None,
    unit: app_commands.Range[str, 1, 40] | None = None,
    forecasts: Blind = "as the server says",
    hidden_until: app_commands.Range[str, 1, 100] | None = None,
) -> None:
    """Make a prediction."""
    values = {
        "statement": statement or "",
        "by": by or "",
        "belief": probability or "",
        "criteria": criteria or "",
        "tags": tags or "",
        "options": options or "",
        "unit": unit or "",
        "condition": condition or "",
        "not_before": not_before or "",
        "hidden_until": hidden_until or "",
    }
    lacks_options = kind == "choice" and not options
    if statement and by and not lacks_options:
        await make(interaction, kind, forecasts, values)
        return
    form = predict_form(kind, forecasts, values, interaction.id)
    await ask_after(interaction, _kept(interaction, form, values))


async def _kept(interaction: Interaction, form: Form, values: dict[str, str]) -> Form:
    """Keep what was given and what the form has no entry for, until it is sent."""
    shown = {entry.id for entry in form.entries}
    beside = {name: value for name, value in values.items() if value and name not in shown}
    if beside:
        number, user_id = interaction.id, interaction.user.id
        await interaction.client.desk.write(lambda s: drafts.keep(s, user_id, number, beside))
        return form
    return replace(form, id=form.id.rpartition(":")[0])


def predict_form(kind: KindName, forecasts: Blind, values: dict[str, str], number: int) -> Form:
    """Return the form, with what was given already in it; `number` is that of its draft."""
    entries = [
        Entry(
            "statement",
            "What will be true?",
            values["statement"],
            "A statement that will turn out true or not",
            long=True,
            required=True,
            most=LONGEST_STATEMENT,
        ),
        Entry("by", "By when?", values["by"], "end of 2028", required=True, most=100),
        Entry(
            "belief",
            "Your forecast",
            values["belief"],
            HOW[Kind(kind)],
            long=kind != "binary",
            most=LONGEST_BELIEF,
        ),
        Entry(
            "criteria",
            "What would settle it?",
            values["criteria"],
            long=True,
            most=LONGEST_CRITERIA,
        ),
    ]
    if kind == "choice":
        listed = values["options"].replace(";", "\n")
        last = Entry("options", "Options, one a line", listed, long=True, required=True, most=2000)
    elif kind == "numeric":
        last = Entry("unit", "Unit", values["unit"], "million users", most=40)
    else:
        last = Entry("tags", "Tags", values["tags"], "ai, jobs", most=300)
    return Form(f"ci:n:{kind}:{CODES[forecasts]}:{number}", "A new prediction", (*entries, last))


async def submit_predict(interaction: Interaction, rest: str, values: dict[str, str]) -> None:
    """Make a prediction from the form."""
    kind, code, draft = [*rest.split(":"), ""][:3]
    names = {code: name for name, code in CODES.items()}
    await make(interaction, kind, names.get(code, "as the server says"), values, draft)


async def make(
    interaction: Interaction, kind: str, forecasts: str, values: dict[str, str], draft: str = ""
) -> None:
    """Store the prediction, with a forecast where one was given, and show its card."""

    def write(session: Session, here: Here) -> Reply:
        # Into what is given back, too, where something else is wrong.
        values.update(_beside(session, here, draft))
        made = actions.predict(
            session,
            asked(here, Kind(kind), forecasts, values),
            author=here.forecaster,
            now=here.now,
            time_zone=here.time_zone,
        )
        assert made.id is not None  # noqa: S101 (just stored)
        aside = ""
        if values.get("belief"):
            aside = confirmation(give(session, here, made.id, values["belief"]))
        owe_card(session, made.id, here)
        card = public_card(session, made.id, now=here.now)
        said = [
            aside if hidden(session, made.id, here) else "",
            asides.whole_day(made, values["by"]),
            asides.said_before(_alike(session, made, here), withdraw="`/withdraw` this one"),
        ]
        return replace(card, aside="\n".join(filter(None, said)))

    async def work() -> Reply:
        return await changing(interaction, write)

    def wrote() -> str:
        return "\n".join(value for value in values.values() if value)

    await answer(interaction, work(), hidden=False, wrote=wrote)


def _beside(session: Session, here: Here, draft: str) -> dict[str, str]:
    """Return what was given beside the form."""
    if not draft:
        return {}
    found = drafts.take(session, here.visit.user_id, int(draft))
    if found is None:
        raise InvalidValue(
            "form", "you have begun another since, and what you gave beside this one is gone"
        )
    return found


def owe_card(session: Session, prediction_id: int, here: Here) -> None:
    """See to it that the card comes even where this process ends before it has shown it."""
    if here.visit.answers_in is not None:
        own_way = here.now + outbox.OWN_WAY
        cards.owe(session, prediction_id, here.visit.answers_in, now=here.now, due_at=own_way)


def _alike(session: Session, made: Prediction, here: Here) -> list[int]:
    """Return what was predicted here before and says the same; a private chat is its owner's alone."""
    owner = made.created_by if made.guild_id is None else None
    if made.guild_id is None and owner is None:
        return []
    return comparing.alike(session, made, on=here.today, guild_id=made.guild_id, personal_of=owner)


def hidden(session: Session, prediction_id: int, here: Here) -> bool:
    """Say whether the card keeps forecasts to itself, so that the forecaster is told apart."""
    prediction = dossier.get(session, prediction_id, now=here.now).prediction
    return prediction.visibility is not Visibility.OPEN


def asked(here: Here, kind: Kind, forecasts: str, values: dict[str, str]) -> actions.Asked:
    """Return what was asked for, from what was typed.

    Raises:
        InvalidValue: two of its parts do not go together, or one is missing.
    """
    hidden_until = values.get("hidden_until") or None
    if forecasts == "hidden until a day" and hidden_until is None:
        raise InvalidValue("hidden_until", "names the day, such as 2027-03-01")
    if hidden_until is not None and forecasts in {
        "visible to all",
        "hidden until one has forecast",
    }:
        raise InvalidValue("hidden_until", f"does not go with {forecasts!r}; leave one of them out")
    visibility = {
        "visible to all": Visibility.OPEN,
        "hidden until one has forecast": Visibility.UNTIL_FORECAST,
    }.get(forecasts, here.visibility)
    return actions.Asked(
        statement=values["statement"],
        by=values.get("by") or None,
        not_before=values.get("not_before") or None,
        criteria=values.get("criteria") or None,
        condition=values.get("condition") or None,
        tags=(values.get("tags", ""),),
        kind=kind,
        options=options_in(values.get("options", "")),
        unit=one_line(values.get("unit", "")) or None,
        visibility=visibility,
        hidden_until=hidden_until,
        guild_id=here.visit.guild_id,
        channel_id=here.visit.channel_id,
    )


def options_in(text: str) -> tuple[str, ...]:
    """Return options as they are typed: between semicolons, or one a line."""
    return tuple(filter(None, map(one_line, text.replace(";", "\n").splitlines())))


COMMANDS: list[Command] = [predict_command]
FORMS = {"n": submit_predict}
