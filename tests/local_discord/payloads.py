"""The JSON in which Discord describes what it knows."""

from datetime import datetime

from tests.local_discord.world import DM, Channel, Guild, Json, Member, Role, User, World

UNSET_IN_GUILDS = (
    "icon", "description", "home_header", "splash", "discovery_splash", "banner", "application_id",
    "afk_channel_id", "system_channel_id", "widget_channel_id", "max_presences", "vanity_url_code",
    "rules_channel_id", "safety_alerts_channel_id", "public_updates_channel_id", "incidents_data",
)  # fmt: skip
ZERO_IN_GUILDS = (
    "system_channel_flags", "verification_level", "mfa_level", "explicit_content_filter",
    "premium_tier", "premium_subscription_count", "nsfw_level",
)  # fmt: skip
UNSET_IN_APPS = (
    "icon", "interactions_endpoint_url", "role_connections_verification_url", "team", "type",
    "event_webhooks_url",
)  # fmt: skip


def stamp(moment: datetime) -> str:
    return moment.isoformat()


def user(person: User) -> Json:
    return {
        "id": str(person.id),
        "username": person.name,
        "avatar": None,
        "discriminator": "0001" if person.bot else "0",
        "public_flags": 0,
        "flags": 0,
        "bot": person.bot,
        "banner": None,
        "accent_color": None,
        "global_name": None if person.bot else person.name.title(),
        "avatar_decoration_data": None,
        "collectibles": None,
        "primary_guild": None,
    }


def own_user(person: User) -> Json:
    extra = {"mfa_enabled": True, "locale": person.locale, "verified": True, "email": None}
    return user(person) | extra


def role(entry: Role) -> Json:
    return {
        "id": str(entry.id),
        "name": entry.name,
        "permissions": str(int(entry.permissions)),
        "position": entry.position,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": entry.managed,
        "mentionable": False,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }


def member(entry: Member) -> Json:
    return {
        "avatar": None,
        "banner": None,
        "communication_disabled_until": None,
        "flags": 0,
        "joined_at": stamp(entry.joined_at),
        "nick": entry.nick,
        "pending": False,
        "premium_since": None,
        "roles": [str(r.id) for r in entry.roles],
        "user": user(entry.user),
        "mute": False,
        "deaf": False,
    }


def channel(entry: Channel, *, created_at: str = "2026-01-01T00:00:00+00:00") -> Json:
    last = str(entry.message_ids[-1]) if entry.message_ids else None
    common: Json = {
        "id": str(entry.id),
        "type": entry.kind,
        "flags": 0,
        "last_message_id": last,
    }
    if entry.kind == DM:
        return common | {"recipients": [user(entry.recipient)] if entry.recipient else []}
    guild_id = str(entry.guild.id) if entry.guild else "0"
    common |= {"guild_id": guild_id, "name": entry.name, "rate_limit_per_user": 0}
    if entry.is_thread:
        return common | _thread(entry, created_at)
    return common | {
        "parent_id": None,
        "topic": None,
        "position": 0,
        "nsfw": False,
        "permission_overwrites": _overwrites(entry),
    }


def _thread(entry: Channel, created_at: str) -> Json:
    return {
        "parent_id": str(entry.parent.id) if entry.parent else None,
        "owner_id": str(entry.owner_id),
        "thread_metadata": {
            "archived": entry.archived,
            "archive_timestamp": created_at,
            "auto_archive_duration": 1440,
            "locked": False,
            "create_timestamp": created_at,
        },
        "message_count": len(entry.message_ids),
        "member_count": 1,
        "total_message_sent": len(entry.message_ids),
    }


def _overwrites(entry: Channel) -> list[Json]:
    roles = entry.guild.roles if entry.guild else {}
    return [
        {"id": str(i), "type": 0 if i in roles else 1, "allow": str(int(a)), "deny": str(int(d))}
        for i, (a, d) in entry.overwrites.items()
    ]


def guild(entry: Guild) -> Json:
    """Describe a guild as ``GET /guilds/{id}`` does."""
    empty: Json = dict.fromkeys(UNSET_IN_GUILDS)
    zeros: Json = dict.fromkeys(ZERO_IN_GUILDS, 0)
    return {
        "id": str(entry.id),
        "name": entry.name,
        **empty,
        **zeros,
        "features": [],
        "owner_id": str(entry.owner_id),
        "region": "deprecated",
        "afk_timeout": 300,
        "widget_enabled": False,
        "roles": [role(r) for r in entry.roles.values()],
        "default_message_notifications": 0,
        "max_members": 500_000,
        "max_stage_video_channel_users": 50,
        "max_video_channel_users": 25,
        "preferred_locale": entry.locale,
        "premium_progress_bar_enabled": False,
        "nsfw": False,
        "emojis": [],
        "stickers": [],
    }


def guild_create(entry: Guild, bot: User, *, all_members: bool) -> Json:
    """Describe a guild as the gateway does: with channels, and as many members as intents allow."""
    shown = [m for m in entry.members.values() if all_members or m.user is bot]
    channels = list(entry.channels.values())
    return guild(entry) | {
        "joined_at": stamp(entry.members[bot.id].joined_at),
        "large": False,
        "unavailable": False,
        "member_count": len(entry.members),
        "voice_states": [],
        "members": [member(m) for m in shown],
        "channels": [channel(c) for c in channels if not c.is_thread],
        "threads": [channel(c) for c in channels if c.is_thread],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def application(world: World, *, flags: int = 0) -> Json:
    installed = [g for g in world.guilds.values() if g.has_app]
    users = [u for u in world.users.values() if u.installed]
    nothing: Json = dict.fromkeys(UNSET_IN_APPS)
    install = {"oauth2_install_params": {"scopes": ["applications.commands"], "permissions": "0"}}
    return {
        "id": str(world.app_id),
        "name": "CalledIt",
        **nothing,
        "description": "",
        "bot": user(world.bot),
        "bot_public": True,
        "bot_require_code_grant": False,
        "integration_types_config": dict.fromkeys(sorted(world.install_contexts), install),
        "verify_key": "0" * 64,
        "flags": flags,
        "flags_new": str(flags),
        "redirect_uris": [],
        "owner": user(world.developer),
        "approximate_guild_count": len(installed),
        "approximate_user_install_count": len(users),
        "approximate_user_authorization_count": 0,
        "event_webhooks_status": 1,
        "explicit_content_filter": 0,
        "eligible_oauth2_scopes": ["bot", "applications.commands"],
    }
