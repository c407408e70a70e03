"""The conversation as it is copied from the pages of forums and comment sections."""

from tests.predictions.extraction.conversations.said import Turn
from tests.predictions.extraction.conversations.shapes import bbcode, long, marked


def phpbb(turn: Turn) -> str:
    body = bbcode(turn, "[quote={who}]")
    return f"Re: The harbour\nPost by {turn.who} » {turn.at:%a %b %d, %Y} 10:12 am\n\n{body}\n"


def vbulletin(n: int, turn: Turn) -> str:
    quoted = (
        f"Quote:\nOriginally Posted by {turn.quotes[0]}\n{turn.quotes[1]}\n\n"
        if turn.quotes
        else ""
    )
    return f"#{n}\n{turn.at:%m-%d-%Y}, 10:12 AM\n{turn.who}\nSenior Member\nJoin Date: Jan 2029\nPosts: 1,204\n\n{quoted}{turn.text}\n"


def xenforo(n: int, turn: Turn) -> str:
    quoted = (
        f"{turn.quotes[0]} said:\n{turn.quotes[1]}\nClick to expand...\n" if turn.quotes else ""
    )
    return f"{turn.who}\nMember\n{long(turn.day)}\n#{n}\n{quoted}{turn.text}\nLike Reply\n"


def discourse(n: int, turn: Turn) -> str:
    body = bbcode(turn, f'[quote="{{who}}, post:{max(1, n - 1)}, topic:77, full:true"]\n').replace(
        "[/quote]", "\n[/quote]"
    )
    return f"{turn.who} | {turn.at:%Y-%m-%d %H:%M:%S} UTC | #{n}\n\n{body}\n\n-------------------------"


def reddit_new(turn: Turn) -> str:
    return f"u/{turn.who} avatar\n{turn.who}\n•\n3d ago\n\n{marked(turn)}\n\nUpvote\n12\n\nDownvote\n\nReply\nreply\n\nShare\nShare"


def disqus_copy(turn: Turn) -> str:
    return f"{turn.name} • 3 days ago\n\n{turn.text}\n\n3 △ ▽ • Reply • Share ›"


def substack(turn: Turn) -> str:
    return f"{turn.name}\n{turn.at:%b} {turn.day.day}, {turn.day.year}\n\n{turn.text}\n\nLike (3)\nReply (1)\nShare\n"


def twitter(turn: Turn) -> str:
    return f"{turn.name}\n@{turn.who}\n·\n{turn.at:%b} {turn.day.day}, {turn.day.year}\n{turn.text}\n4\n12\n1.2K\n"
