"""What the local Discord knows: people, servers, roles, channels and messages."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntFlag
from typing import Any

from tests.local_discord.clock import Clock, Snowflakes

Json = dict[str, Any]

TEXT, DM, ANNOUNCEMENT, PUBLIC_THREAD, PRIVATE_THREAD = 0, 1, 5, 11, 12
EPHEMERAL = 1 << 6


class Can(IntFlag):
    """The permissions that matter here, with Discord's bits."""

    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    MANAGE_ROLES = 1 << 28
    USE_APPLICATION_COMMANDS = 1 << 31
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    SEND_MESSAGES_IN_THREADS = 1 << 38


EVERYTHING = (1 << 53) - 1
NOTHING = Can(0)
MEMBER_DEFAULT = (
    Can.VIEW_CHANNEL
    | Can.SEND_MESSAGES
    | Can.EMBED_LINKS
    | Can.ATTACH_FILES
    | Can.READ_MESSAGE_HISTORY
    | Can.USE_APPLICATION_COMMANDS
    | Can.CREATE_PUBLIC_THREADS
    | Can.SEND_MESSAGES_IN_THREADS
)


@dataclass(eq=False)
class User:
    """A person or a bot."""

    id: int
    name: str
    bot: bool = False
    locale: str = "en-US"
    takes_dms: bool = True
    installed: bool = False  # whether they added the app to their own account


@dataclass(eq=False)
class Role:
    """A role and what it allows."""

    id: int
    name: str
    permissions: int
    position: int
    managed: bool = False


@dataclass(eq=False)
class Member:
    """A user in one guild."""

    user: User
    joined_at: datetime
    roles: list[Role] = field(default_factory=list)
    nick: str | None = None


@dataclass(eq=False)
class Channel:
    """A text channel, a thread or a direct message."""

    id: int
    kind: int
    name: str
    guild: "Guild | None" = None
    parent: "Channel | None" = None
    recipient: User | None = None
    owner_id: int | None = None
    archived: bool = False
    # By id of a role or member: what is allowed on top, and what is taken away.
    overwrites: dict[int, tuple[int, int]] = field(default_factory=dict)
    message_ids: list[int] = field(default_factory=list)

    @property
    def is_thread(self) -> bool:
        return self.kind in (PUBLIC_THREAD, PRIVATE_THREAD)


@dataclass(eq=False)
class Guild:
    """A server."""

    id: int
    name: str
    owner_id: int
    everyone: Role
    locale: str = "en-US"
    has_app: bool = True
    available: bool = True
    roles: dict[int, Role] = field(default_factory=dict)
    channels: dict[int, Channel] = field(default_factory=dict)
    members: dict[int, Member] = field(default_factory=dict)

    def channel(self, name: str) -> Channel:
        """Find a channel or thread by its name."""
        return next(c for c in self.channels.values() if c.name == name)

    def user(self, name: str) -> User:
        """Find a member by user name."""
        return next(m.user for m in self.members.values() if m.user.name == name)

    def role(self, name: str) -> Role:
        """Find a role by its name."""
        return next(r for r in self.roles.values() if r.name == name)


@dataclass(eq=False)
class Message:
    """A stored message: the JSON that Discord would give, and who may see it."""

    id: int
    channel: Channel
    json: Json
    seen_by: User | None = None  # an ephemeral message has one reader
    deleted: bool = False
    # Every file it holds; Discord leaves those shown inside an embed out of ``attachments``.
    attached: list[Json] = field(default_factory=list)
    in_embeds: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class GuildPlan:
    """What a guild of a test is to hold; the owner is a member of their own."""

    name: str = "Forecasters"
    channels: tuple[str, ...] = ("general", "forecasts")
    members: tuple[str, ...] = ("alice", "bob", "carol")
    locale: str = "en-US"
    has_app: bool = True


class World:
    """Everything that is stored, by id."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.ids = Snowflakes(clock)
        self.users: dict[int, User] = {}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.messages: dict[int, Message] = {}
        self.files: dict[int, tuple[str, str, bytes]] = {}
        self.app_id = self.ids.next()
        self.install_contexts = {"0", "1"}  # servers, accounts
        self.bot = self.add_user("calledit", bot=True)
        self.developer = self.add_user("developer")

    def add_user(self, name: str, *, bot: bool = False, locale: str = "en-US") -> User:
        user = User(self.ids.next(), name, bot=bot, locale=locale)
        self.users[user.id] = user
        return user

    def user_named(self, name: str) -> User:
        """Find a person by name, or make them: alice is one person in every guild."""
        found = next((u for u in self.users.values() if u.name == name), None)
        return found or self.add_user(name)

    def add_guild(self, plan: GuildPlan) -> Guild:
        guild_id = self.ids.next()
        everyone = Role(guild_id, "@everyone", int(MEMBER_DEFAULT), 0)
        owner = self.user_named("owner")
        guild = Guild(guild_id, plan.name, owner.id, everyone, plan.locale, plan.has_app)
        guild.roles[everyone.id] = everyone
        self.guilds[guild.id] = guild
        for name in ("owner", *plan.members):
            self.add_member(guild, self.user_named(name))
        if plan.has_app:
            role = self.add_role(guild, "calledit", MEMBER_DEFAULT, managed=True)
            self.add_member(guild, self.bot, roles=[role])
        for name in plan.channels:
            self.add_channel(guild, name)
        return guild

    def add_member(self, guild: Guild, user: User, *, roles: Iterable[Role] = ()) -> Member:
        member = Member(user, self.clock.now(), list(roles))
        guild.members[user.id] = member
        return member

    def add_role(
        self, guild: Guild, name: str, permissions: int = 0, *, managed: bool = False
    ) -> Role:
        role = Role(self.ids.next(), name, int(permissions), len(guild.roles), managed)
        guild.roles[role.id] = role
        return role

    def add_channel(self, guild: Guild, name: str, *, kind: int = TEXT) -> Channel:
        channel = Channel(self.ids.next(), kind, name, guild)
        guild.channels[channel.id] = channel
        self.channels[channel.id] = channel
        return channel

    def add_thread(self, parent: Channel, name: str, *, owner_id: int | None = None) -> Channel:
        guild = parent.guild
        if guild is None:
            raise ValueError("a thread needs a guild")
        thread = self.add_channel(guild, name, kind=PUBLIC_THREAD)
        thread.parent, thread.owner_id = parent, owner_id or guild.owner_id
        return thread

    def dm(self, user: User) -> Channel:
        """Find the bot's direct messages with someone, or open them."""
        for channel in self.channels.values():
            if channel.recipient is user:
                return channel
        channel = Channel(self.ids.next(), DM, "", recipient=user)
        self.channels[channel.id] = channel
        return channel

    def permissions(self, user: User, channel: Channel) -> int:
        """Work out what a user may do in a channel, in Discord's order."""
        guild = channel.guild
        if guild is None:
            return int(MEMBER_DEFAULT) if user in (channel.recipient, self.bot) else 0
        member = guild.members.get(user.id)
        if member is None:
            return 0
        base = self.guild_permissions(guild, member)
        if base & Can.ADMINISTRATOR:
            return EVERYTHING
        return _overwritten(base, member, guild, (channel.parent or channel).overwrites)

    def guild_permissions(self, guild: Guild, member: Member) -> int:
        if member.user.id == guild.owner_id:
            return EVERYTHING
        granted = guild.everyone.permissions
        for role in member.roles:
            granted |= role.permissions
        return EVERYTHING if granted & Can.ADMINISTRATOR else granted


def _overwritten(
    base: int, member: Member, guild: Guild, overwrites: dict[int, tuple[int, int]]
) -> int:
    allow, deny = overwrites.get(guild.id, (0, 0))
    base = (base & ~deny) | allow
    allow = deny = 0
    for role in member.roles:
        more, less = overwrites.get(role.id, (0, 0))
        allow, deny = allow | more, deny | less
    base = (base & ~deny) | allow
    allow, deny = overwrites.get(member.user.id, (0, 0))
    return (base & ~deny) | allow
