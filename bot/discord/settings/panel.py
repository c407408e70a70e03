"""The settings as one panel: what is set, and what changes it."""

from bot.discord.parts import Button, Entry, Form, Menu, Option, Part
from bot.render import words
from bot.render.post import BLUE, Field, Post
from storage.communities import Calls, Community

OWN = (
    Button("My time zone …", "ci:sp:zone", row=4),
    Button("Forget me …", "ci:sp:forget", "red", row=4),
)
CALLS = {
    Calls.MAKER: "whoever made the prediction",
    Calls.ROLES: "whoever made it, and the roles that may resolve",
    Calls.NOBODY: "nobody",
}
NOBODY = "only whoever made it, and those who manage"


def own_post(own_zone: str | None, time_zone: str) -> Post:
    """Return what a person has set, outside of servers."""
    return Post(
        title="Your settings",
        colour=BLUE,
        text="What a server sets is shown there. What you predict here is seen by nobody else.",
        fields=(Field("Your time zone", own_zone or f"{time_zone} (default)", inline=True),),
    )


def panel_post(settings: Community, *, own_zone: str | None, time_zone: str) -> Post:
    """Return what a server and a person have set."""
    return Post(
        title="Settings",
        colour=BLUE,
        text="Those with Manage Server, or a manager role, change the server's part.",
        fields=(
            Field("May resolve", roles(settings.resolver_roles) or NOBODY, inline=True),
            Field("Manage", roles(settings.manager_roles) or "Manage Server", inline=True),
            Field("Resolve what one forecast on", allowed(settings), inline=True),
            Field("Resolutions go to", channel(settings.results_channel_id), inline=True),
            Field("Questions go to", channel(settings.review_channel_id), inline=True),
            Field("Questions mention", CALLS[settings.calls], inline=True),
            Field("Time to object", time_to_object(settings), inline=True),
            Field(
                "Others' forecasts",
                f"{'hidden until one has forecast' if settings.blind else 'visible'}, "
                "on new predictions",
                inline=True,
            ),
            Field(
                "Server's time zone", settings.time_zone or f"{time_zone} (default)", inline=True
            ),
            Field("Your time zone", own_zone or "the server's", inline=True),
        ),
    )


def time_to_object(settings: Community) -> str:
    """Return how long one may object; with no hours at all nobody can."""
    hours = settings.dispute_hours
    return words.plural(hours, "hour") if hours else "none: nobody can object"


def allowed(settings: Community) -> str:
    """Return whether one may resolve alone what one has a forecast on."""
    return "alone" if settings.resolve_own else "with a second person"


def roles(found: frozenset[int]) -> str:
    """Return roles as mentions, which ping nobody in an embed."""
    return " ".join(f"<@&{role}>" for role in sorted(found))


def channel(found: int | None) -> str:
    """Return a channel as a mention."""
    return f"<#{found}>" if found else "where the prediction was made"


def panel_parts(settings: Community, *, manages: bool) -> tuple[Part, ...]:
    """Return the menus and buttons; a member gets only their own."""
    if not manages:
        return OWN
    results = (settings.results_channel_id,) if settings.results_channel_id else ()
    review = (settings.review_channel_id,) if settings.review_channel_id else ()
    return (
        Menu(
            "ci:sr:resolve",
            "Roles that may resolve",
            kind="roles",
            row=0,
            least=0,
            most=10,
            chosen=tuple(sorted(settings.resolver_roles)),
        ),
        Menu(
            "ci:sr:manage",
            "Roles that manage",
            kind="roles",
            row=1,
            least=0,
            most=10,
            chosen=tuple(sorted(settings.manager_roles)),
        ),
        Menu(
            "ci:sc:results",
            "Channel for resolutions",
            kind="channels",
            row=2,
            least=0,
            chosen=results,
        ),
        Menu(
            "ci:sc:review",
            "Channel for questions to those who resolve",
            kind="channels",
            row=3,
            least=0,
            chosen=review,
        ),
        *OWN,
        Button("Server …", "ci:sp:server", "blue", row=4),
        Button(
            "Show forecasts" if settings.blind else "Hide forecasts",
            f"ci:st:blind:{int(not settings.blind)}",
            row=4,
        ),
        Button(
            "Need a second" if settings.resolve_own else "Allow resolving alone",
            f"ci:st:own:{int(not settings.resolve_own)}",
            row=4,
        ),
    )


def server_form(settings: Community) -> Form:
    """Return the form for what is typed."""
    return Form(
        "ci:ss:",
        "This server",
        (
            Entry("zone", "Time zone", settings.time_zone or "", "Europe/Berlin", most=60),
            Entry(
                "hours",
                "Hours to object to a resolution",
                str(settings.dispute_hours),
                "24",
                required=True,
                most=3,
            ),
            Entry(
                "calls",
                "Whom questions mention",
                description="When a prediction is due, or evidence turns up; nobody else is notified",
                required=True,
                options=tuple(
                    Option(said, calls.value, chosen=calls is settings.calls)
                    for calls, said in CALLS.items()
                ),
            ),
        ),
    )


def zone_form(own: str | None) -> Form:
    """Return the form for a person's time zone."""
    entry = Entry(
        "zone",
        "Your time zone",
        own or "",
        "Europe/Berlin",
        description="Deadlines that you type are understood in it; empty: the server's",
        most=60,
    )
    return Form("ci:sz:", "Your time zone", (entry,))


def forget_form() -> Form:
    """Return the form that makes sure."""
    entry = Entry(
        "sure",
        "Write: forget me",
        hint="forget me",
        description="Name, reminders and comments go; forecasts stay, without your name",
        required=True,
        most=20,
    )
    return Form("ci:sf:", "Forget me everywhere", (entry,))
