"""/amend by arguments or by a form, the button that asks anew, and the one that takes it back."""

from dataclasses import replace

from discord import app_commands

from bot import actions, asides
from bot.discord.answering import Reply, answer, ask_after
from bot.discord.cards.looking import STYLE, named, public_card
from bot.discord.numbers import number_of, offer_any
from bot.discord.parts import Button, Entry, Form
from bot.discord.predicting.commands import options_in, owe_card
from bot.discord.visit import Command, Here, Interaction, case_of, record_for
from bot.discord.working import changing, looking
from bot.policy import Action
from bot.render.amending import change_words, in_its_place
from predictions.amending import LONGEST_REASON
from predictions.errors import InvalidValue
from predictions.model import LONGEST_STATEMENT, Prediction
from storage import drafts
from storage.amending import Amended, NeedsAnew
from storage.dossier import Record
from storage.errors import Refused
from storage.ledger import Session

LONGEST_CRITERIA = 4000  # Discord's longest box


@app_commands.command(name="amend", description="Change what a prediction says; nothing is lost")
@app_commands.describe(
    prediction="Which one: type a word of it, or its number",
    statement="What it is to say; without any change a form is shown",
    by='Last day: 2028-12-31, "end of 2028", "in 18 months"',
    criteria="What would settle it",
    condition="Annulled unless this comes true",
    not_before="First day that counts, written like the last",
    options="For choice: all options, separated by semicolons",
    tags="All its tags, separated by commas",
    reason="Why, for everybody to read",
)
@app_commands.autocomplete(prediction=offer_any)
async def amend_command(  # noqa: PLR0917 (Discord passes every option by its name)
    interaction: Interaction,
    prediction: str,
    statement: app_commands.Range[str, 1, LONGEST_STATEMENT] | None = None,
    by: app_commands.Range[str, 1, 100] | None = None,
    criteria: app_commands.Range[str, 1, 2000] | None = None,
    condition: app_commands.Range[str, 1, 500] | None = None,
    not_before: app_commands.Range[str, 1, 100] | None = None,
    options: app_commands.Range[str, 1, 2000] | None = None,
    tags: app_commands.Range[str, 1, 300] | None = None,
    reason: app_commands.Range[str, 1, LONGEST_REASON] | None = None,
) -> None:
    """Change by command; without a change, by a form."""
    written = {
        "statement": statement,
        "by": by,
        "criteria": criteria,
        "condition": condition,
        "not_before": not_before,
        "options": options,
        "tags": tags,
    }
    given = {name: text for name, text in written.items() if text is not None}
    if not given:
        await ask_after(interaction, looking(interaction, lambda s, h: _form(s, h, prediction)))
        return
    await _amend(interaction, prediction, {**given, "reason": reason or ""})


def _form(session: Session, here: Here, prediction: str) -> Form:
    number = number_of(session, here, prediction)
    record, _ = record_for(session, here, number, Action.AMEND, evidence=False)
    return amend_form(record.prediction)


def amend_form(stands: Prediction) -> Form:
    """Return the form, with what stands already in it."""
    last = stands.window.deadline
    says = Entry(
        "statement",
        "What will be true?",
        stands.statement,
        long=True,
        required=True,
        most=LONGEST_STATEMENT,
    )
    by = Entry("by", "By when?", last.isoformat() if last else "", "end of 2028", most=100)
    criteria = Entry(
        "criteria",
        "What would settle it?",
        stands.criteria or "",
        long=True,
        most=LONGEST_CRITERIA,
    )
    tags = Entry("tags", "Tags", ", ".join(stands.tags), "ai, jobs", most=1000)
    why = Entry("reason", "Why does it change?", hint="Not needed for tags", most=LONGEST_REASON)
    # What has no room would come back cut off.
    fits = [each for each in (criteria, tags) if len(each.value) <= each.most]
    return Form(f"ci:am:{stands.id}", f"Amend prediction {stands.id}", (says, by, *fits, why))


async def submit_amend(interaction: Interaction, rest: str, values: dict[str, str]) -> None:
    """Change by the form."""
    given = {name: text for name, text in values.items() if text or name != "by"}
    await _amend(interaction, rest, given)


async def _amend(interaction: Interaction, prediction: str, written: dict[str, str]) -> None:
    def write(session: Session, here: Here) -> Reply:
        number = number_of(session, here, prediction)
        record, _ = record_for(session, here, number, Action.AMEND, evidence=False)
        try:
            done = _changed(session, here, number, written)
        except NeedsAnew as error:
            return _offer(session, here, record, written, str(error))
        said = f"Prediction {named(done.prediction)} is amended: {_changes(done)}."
        back = Button("Take it back", f"ci:au:{number}:{done.amendment.id}")
        aside = asides.whole_day(done.prediction, written.get("by"))
        return Reply(text="\n".join(filter(None, (said, aside))), parts=(back,), changed=True)

    async def work() -> Reply:
        reply = await changing(interaction, write)
        interaction.client.rounds.wake()
        return reply

    await answer(interaction, work(), wrote="\n".join(filter(None, written.values())))


def _changes(done: Amended) -> str:
    return "; ".join(change_words(each, STYLE) for each in done.amendment.changes)


def _changed(
    session: Session, here: Here, number: int, written: dict[str, str], *, anew: bool = False
) -> Amended:
    options = written.get("options")
    tags = written.get("tags")
    mended = actions.Mended(
        statement=written.get("statement"),
        by=written.get("by"),
        not_before=written.get("not_before"),
        criteria=written.get("criteria"),
        condition=written.get("condition"),
        options=None if options is None else options_in(options),
        tags=None if tags is None else (tags,),
    )
    return actions.amend(
        session,
        number,
        mended,
        by=here.writer_id,
        reason=written.get("reason"),
        now=here.now,
        anew=anew,
    )


def _offer(
    session: Session, here: Here, record: Record, written: dict[str, str], why: str
) -> Reply:
    """Ask whether it is to go on as another prediction, which withdraws this one."""
    ruling = here.ruling(Action.WITHDRAW, case_of(record))
    if not ruling.allowed:
        raise Refused(f"{why}. You can't do that: {ruling.reason}")
    drafts.keep(session, here.visit.user_id, here.visit.id, written)
    anew = Button("Ask it anew", f"ci:aa:{record.prediction.id}:{here.visit.id}", "blue")
    said = f"{why[:1].upper()}{why[1:]}. *Ask it anew* does that."
    return Reply(text=said, parts=(anew,))


async def press_anew(interaction: Interaction, rest: str) -> None:
    """Have it go on as another prediction, and show the card of that to everybody."""
    number, _, draft = rest.partition(":")

    def write(session: Session, here: Here) -> Reply:
        record, _ = record_for(session, here, int(number), Action.AMEND, evidence=False)
        if record.continued_as is not None:
            raise Refused(
                f"prediction {number} goes on as prediction {record.continued_as} already"
            )
        here.demand(Action.WITHDRAW, case_of(record))
        written = drafts.take(session, here.visit.user_id, int(draft))
        if written is None:
            raise InvalidValue("change", "you have begun another since, and this one is gone")
        done = _changed(session, here, int(number), written, anew=True)
        follower = done.prediction.id or 0
        owe_card(session, follower, here)
        card = public_card(session, follower, now=here.now)
        said = f"{in_its_place(int(number), done)} Give yours by the buttons of the new card."
        return replace(card, aside=said, changed=True)

    async def work() -> Reply:
        reply = await changing(interaction, write)
        interaction.client.rounds.wake()
        return reply

    await answer(interaction, work(), hidden=False)


async def press_back(interaction: Interaction, rest: str) -> None:
    """Take an amendment back: that is one more, and stands on record as well."""
    number, _, amendment = rest.partition(":")

    def write(session: Session, here: Here) -> Reply:
        record_for(session, here, int(number), Action.AMEND, evidence=False)
        done = actions.amend_back(
            session, int(number), int(amendment), by=here.writer_id, now=here.now
        )
        said = f"Prediction {named(done.prediction)} says again what it did: {_changes(done)}."
        return Reply(text=said, edit=True, changed=True)

    async def work() -> Reply:
        reply = await changing(interaction, write)
        interaction.client.rounds.wake()
        return reply

    await answer(interaction, work(), edit=True)


COMMANDS: list[Command] = [amend_command]
TOUCHES = {"aa": press_anew, "au": press_back}
FORMS = {"am": submit_amend}
