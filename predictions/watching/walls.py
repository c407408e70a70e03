"""Pages that show something in their own place: a consent wall, a robot check, a shell that scripts would fill."""

from predictions.regexes import regex
from predictions.text import one_line

_LONGEST = 1500  # characters; whoever says more says it beside the page's own text
_SCRIPTS = regex(
    r"(?:enabled?|requires?|turn on|activate|support|without|needs?) java ?script"
    r"|java ?script (?:is |to be |must be |seems to be )?(?:disabled|enabled|required|turned off|not available)",
)
_CHECKS = regex(
    r"^just a moment\b|enable javascript and cookies to continue|checking (?:your browser|if the site connection is secure)"
    r"|verif(?:y|ying) (?:that )?you(?:'re| are) "
    r"(?:a |not a )?(?:human|robot|bot)|are you a (?:robot|human)|unusual (?:traffic|activity)|(?:complete|solve) the captcha"
    r"|pardon our interruption|attention required!|you have been blocked|access (?:to this page has been )?denied"
    r"|performance (?:&|and) security by",
)
_CONSENT = regex(
    r"before you continue to|bevor sie zu|avant d'accéder|we (?:value|care about|respect) your privacy|accept (?:all|our) cookies"
    r"|accept all\b|reject all\b|manage (?:your )?(?:cookie|privacy|preferences|options)|wir (?:verwenden|nutzen) cookies"
    r"|(?:we|our partners) use cookies|cookie (?:consent|settings|preferences)|alle akzeptieren|tout accepter|store and/or access",
)
_FEWEST = 2  # signs of a consent wall; one stands at the foot of many pages
_SHORT = 400  # characters, of which one sign is enough


def wall(title: str, text: str) -> str | None:
    """Say what a page shows in place of its own text; None where it shows that."""
    if len(text) > _LONGEST:
        return None
    said = one_line(f"{title}\n{text}").lower().replace("’", "'")
    if _CHECKS.search(said):
        return "a check for robots"
    consents = {match[0] for match in _CONSENT.finditer(said)}
    if len(consents) >= _FEWEST or (consents and len(text) <= _SHORT):
        return "a consent wall"
    if _SCRIPTS.search(said) and len(text) <= _SHORT:
        return "a request to switch on JavaScript"
    return None
