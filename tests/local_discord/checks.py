"""Rules of our own that a test may add: ``server.wire.checks.append(mentions_nobody)``."""

from tests.local_discord.call import Call


def mentions_nobody(call: Call) -> str | None:
    """Complain about a message that could ping somebody."""
    body = call.body if isinstance(call.body, dict) else {}
    if call.path.endswith("/callback"):
        body = body.get("data") or {}
    says_something = any(body.get(key) for key in ("content", "embeds"))
    if call.method not in ("POST", "PATCH") or not says_something:
        return None
    allowed = body.get("allowed_mentions")
    if allowed is None:
        return "allowed_mentions is missing, so everybody could be mentioned"
    if allowed.get("parse") or allowed.get("users") or allowed.get("roles"):
        return f"could mention somebody: {allowed}"
    return None
