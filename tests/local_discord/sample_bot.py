"""A small bot that does everything ours does once, to try the local Discord with."""

import asyncio
import io
import re

import discord
from discord import app_commands

PNG = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x02\0\0\0\x03\x08\x02\0\0\0"
    b"\x368\x8b\xf7\0\0\0\0IEND\xaeB`\x82"
)


class Raise(
    discord.ui.DynamicItem[discord.ui.Button[discord.ui.View]], template=r"raise:(?P<count>\d+)"
):
    """A button whose state lies in its custom_id, so that it outlives the process."""

    def __init__(self, count: int) -> None:
        button: discord.ui.Button[discord.ui.View] = discord.ui.Button(
            label=f"Raise {count}", custom_id=f"raise:{count}"
        )
        super().__init__(button)
        self.count = count

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction,
        item: discord.ui.Item[discord.ui.View],
        match: re.Match[str],
        /,
    ) -> "Raise":
        return cls(int(match["count"]))

    async def callback(self, interaction: discord.Interaction) -> None:
        view = card(self.count + 1)
        await interaction.response.edit_message(content=f"now {self.count + 1}", view=view)


def card(count: int) -> discord.ui.View:
    view = discord.ui.View(timeout=None)
    view.add_item(Raise(count))
    return view


class Form(discord.ui.Modal, title="A prediction"):
    """A modal with a short and a long input."""

    statement: discord.ui.TextInput["Form"] = discord.ui.TextInput(
        label="Statement", max_length=200
    )
    why: discord.ui.TextInput["Form"] = discord.ui.TextInput(
        label="Why", style=discord.TextStyle.long, required=False
    )

    async def on_submit(self, interaction: discord.Interaction) -> None:
        words = f"{self.statement.value}|{self.why.value}"
        await interaction.response.send_message(words, view=card(0))


class Newer(discord.ui.Modal, title="Everything newer"):
    """A modal with labels, a select, a person and a file."""

    outcome: discord.ui.Label["Newer"] = discord.ui.Label(
        text="Outcome",
        description="What happened",
        component=discord.ui.Select(
            custom_id="outcome",
            options=[discord.SelectOption(label=w, value=w.lower()) for w in ("Yes", "No")],
        ),
    )
    who: discord.ui.Label["Newer"] = discord.ui.Label(
        text="Who", component=discord.ui.UserSelect(custom_id="who", required=False)
    )
    evidence: discord.ui.Label["Newer"] = discord.ui.Label(
        text="Evidence", component=discord.ui.FileUpload(custom_id="evidence", required=False)
    )
    note: discord.ui.Label["Newer"] = discord.ui.Label(
        text="Note", component=discord.ui.TextInput(custom_id="note", required=False)
    )

    async def on_submit(self, interaction: discord.Interaction) -> None:
        outcome, who = self.outcome.component, self.who.component
        evidence, note = self.evidence.component, self.note.component
        assert isinstance(outcome, discord.ui.Select)
        assert isinstance(who, discord.ui.UserSelect)
        assert isinstance(evidence, discord.ui.FileUpload)
        assert isinstance(note, discord.ui.TextInput)
        names = [person.name for person in who.values]
        files = [(await file.read()).decode() for file in evidence.values]
        words = f"{outcome.values} {names} {files} {note.value}"
        await interaction.response.send_message(words)


class Choose(discord.ui.View):
    """A select."""

    @discord.ui.select(
        cls=discord.ui.Select,
        custom_id="choose",
        options=[discord.SelectOption(label=word, value=word.lower()) for word in ("Yes", "No")],
    )
    async def chosen(
        self, interaction: discord.Interaction, select: discord.ui.Select["Choose"]
    ) -> None:
        await interaction.response.send_message(select.values[0], ephemeral=True)


class Poster(discord.ui.LayoutView):
    """A container with text, a line and a button."""

    box: discord.ui.Container["Poster"] = discord.ui.Container(
        discord.ui.TextDisplay("## Week 47"),
        discord.ui.Separator(),
        discord.ui.Section(
            discord.ui.TextDisplay("Three resolved"),
            accessory=discord.ui.Button(label="Show", custom_id="show"),
        ),
        accent_colour=0x3BA55D,
    )


class SampleBot(discord.Client):
    """The commands; ``ran`` notes what began, in order."""

    def __init__(self, *, heartbeat_timeout: float = 60.0) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True),
            guild_ready_timeout=0.05,
            heartbeat_timeout=heartbeat_timeout,
            allowed_mentions=discord.AllowedMentions.none(),
        )
        self.tree: app_commands.CommandTree[SampleBot] = app_commands.CommandTree(self)
        self.ran: list[str] = []
        self.resumed = 0
        _commands(self)
        _commands_that_post(self.tree)
        _commands_with_options(self.tree)

    async def setup_hook(self) -> None:
        self.add_dynamic_items(Raise)
        await self.tree.sync()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Do not wait before a second identify, as discord.py would: no test needs the pause."""

    async def on_resumed(self) -> None:
        self.resumed += 1


def _commands(bot: SampleBot) -> None:
    tree = bot.tree

    @tree.command(description="Say it back")
    async def echo(interaction: discord.Interaction, words: str) -> None:
        bot.ran.append("echo")
        await interaction.response.send_message(words, ephemeral=True)

    @tree.command(description="Answer late")
    async def late(interaction: discord.Interaction, seconds: float) -> None:
        await asyncio.sleep(seconds)
        try:
            await interaction.response.send_message("done")
        except discord.NotFound as gone:
            bot.ran.append(f"late {gone.code}")

    @tree.command(description="Think first")
    async def think(interaction: discord.Interaction, hidden: bool, edit: bool) -> None:
        await interaction.response.defer(ephemeral=hidden, thinking=True)
        if edit:
            await interaction.edit_original_response(content="thought")
        await interaction.followup.send("more", ephemeral=hidden)

    @tree.command(description="Answer twice")
    async def twice(interaction: discord.Interaction) -> None:
        copy = discord.Interaction(data=interaction_data(interaction), state=interaction._state)
        await interaction.response.send_message("first")
        try:
            await copy.response.send_message("second")
        except discord.HTTPException as refused:
            bot.ran.append(f"twice {refused.code}")

    @tree.command(description="Ask in a modal")
    async def form(interaction: discord.Interaction) -> None:
        await interaction.response.send_modal(Form())


def _commands_that_post(tree: app_commands.CommandTree[SampleBot]) -> None:
    @tree.command(description="Ask in a modal of newer components")
    async def newer(interaction: discord.Interaction) -> None:
        await interaction.response.send_modal(Newer())

    @tree.command(description="Post a card")
    async def post(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("card", view=card(0))

    @tree.command(description="Post a choice")
    async def choice(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("?", view=Choose())

    @tree.command(description="Show a chart")
    async def chart(interaction: discord.Interaction) -> None:
        embed = discord.Embed(title="Calibration", color=0x5865F2)
        embed.set_image(url="attachment://chart.png")
        files = [
            discord.File(io.BytesIO(PNG), "chart.png", description="A chart"),
            discord.File(io.BytesIO(b"a,b\n"), "data.csv"),
        ]
        await interaction.response.send_message(embed=embed, files=files)


def _commands_with_options(tree: app_commands.CommandTree[SampleBot]) -> None:
    @tree.command(description="Many kinds of options")
    async def kinds(  # noqa: PLR0917 - discord.py passes the interaction first
        interaction: discord.Interaction,
        member: discord.Member,
        role: discord.Role,
        place: discord.TextChannel,
        file: discord.Attachment,
        share: app_commands.Range[float, 0, 100],
    ) -> None:
        content = (await file.read()).decode()
        words = f"{member.name} {role.name} {place.name} {content} {share}"
        await interaction.response.send_message(words)

    @tree.command(description="Pick one")
    async def pick(interaction: discord.Interaction, item: str) -> None:
        await interaction.response.send_message(item)

    @pick.autocomplete("item")
    async def offers(
        interaction: discord.Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        words = [w for w in ("rain", "snow", "sun") if current in w]
        return [app_commands.Choice(name=w.title(), value=w) for w in words]

    @tree.context_menu(name="Extract forecasts")
    async def extract(interaction: discord.Interaction, message: discord.Message) -> None:
        await interaction.response.send_message(f"read: {message.content}", ephemeral=True)

    watch = app_commands.Group(name="watch", description="Sources")

    @watch.command(name="add", description="Add one")
    async def add(interaction: discord.Interaction, url: str) -> None:
        await interaction.response.send_message(f"added {url}")

    tree.add_command(watch)

    @tree.command(description="Mine, wherever I am")
    @app_commands.allowed_installs(guilds=False, users=True)
    async def mine(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("yours")

    @tree.command(description="Show the newer components")
    async def poster(interaction: discord.Interaction) -> None:
        await interaction.response.send_message(view=Poster())

    @tree.command(description="For those who manage", name="manage")
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.guild_only()
    async def manage(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("managed")


def interaction_data(interaction: discord.Interaction) -> "discord.types.interactions.Interaction":
    """Give enough of an interaction to build its twin."""
    return {  # type: ignore[return-value]  # only what discord.py reads
        "id": str(interaction.id),
        "type": 2,
        "token": interaction.token,
        "application_id": str(interaction.application_id),
        "version": 1,
        "attachment_size_limit": 0,
        "data": {"id": "1", "name": "twice", "type": 1},
        "user": {"id": "1", "username": "x", "discriminator": "0", "avatar": None},
    }
