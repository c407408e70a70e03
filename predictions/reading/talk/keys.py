"""What the names of fields say: who wrote something, when, and what; by kinds of words, in whatever schema."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from predictions.regexes import regex

_WORDS = regex(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")
# "comment_author", "wp:comment_date", "msgText": of what a field is one.
_OWNERS = ("comment", "post", "message", "msg", "reply", "wp", "dc", "dsq", "item", "entry",
    "answer", "commenter", "tweet")  # fmt: skip
_WHO = ("author", "speaker", "sender", "creator", "poster", "commenter", "from", "by", "user",
    "username", "nick", "nickname", "handle", "participant", "who", "name", "account", "actor", "attributed")  # fmt: skip
_WHEN = ("date", "created", "time", "timestamp", "datetime", "ts", "posted", "published", "sent",
    "written", "day", "when", "pubdate", "updated", "create")  # fmt: skip
_WHAT = ("body", "content", "contents", "text", "message", "comment", "msg", "html", "selftext", "raw",
    "cooked", "post", "reply", "said", "words", "utterance", "tweet", "answer")  # fmt: skip
_OF_FEEDS = (("description",), ("summary",))
_BESIDE_WHO = ("name", "display", "real", "full", "user", "screen", "profile", "nick", "first",
    "login", "info", "to")  # fmt: skip
_BESIDE_WHEN = ("at", "on", "utc", "gmt", "date", "time", "created", "posted", "sent", "published",
    "iso", "pub", "unix", "local", "original", "creation", "ms", "origin", "server")  # fmt: skip
_BESIDE_WHAT = ("html", "text", "body", "content", "encoded", "raw", "rendered", "plain", "md",
    "markdown", "source", "original", "display", "full")  # fmt: skip
# Fields of what programs keep of their own: of a release, a change, a package, an interface.
_OF_PROGRAMS = frozenset(
    [
        "version",
        "versions",
        "sha",
        "commit",
        "commits",
        "hash",
        "license",
        "licenses",
        "dependencies",
        "engines",
        "tag_name",
        "release",
        "changes",
        "changelog",
        "parameters",
        "responses",
        "schema",
        "operationId",
        "uses",
        "run",
        "runs-on",
        "image",
        "command",
        "script",
        "scripts",
        "steps",
        "stage",
        "apiVersion",
        "kind",
        "prompt",
        "completion",
        "instruction",
        "labels",
        "rating",
    ]
)


# Fields of what stands in a thread: a forum counts the versions of a post.
_OF_POSTS = frozenset(
    [
        "topic_id",
        "post_number",
        "reply_to_post_number",
        "thread_id",
        "channel_id",
        "in_reply_to_id",
        "likeCount",
    ]
)


# What tells one message from another.
IDS = frozenset(("id", "ID", "Id", "id_str", "tweet_id", "message_id"))


def kind_of_key(key: str, *, feed: bool = False) -> tuple[str, int] | None:
    """What a field holds, "who", "when" or "what", and how plainly its name says so (0 is plainest).

    `feed`: of an XML file, whose items keep their words in a "description" as well.
    """
    found = _kind(key)
    if found is None and feed and _words(key) in _OF_FEEDS:
        return "what", 9
    return found


def of_a_program(keys: Iterable[Any]) -> bool:
    """True for a record with a field that only programs keep of their own, and none of a post in a thread."""
    fields = set(keys)
    return not _OF_PROGRAMS.isdisjoint(fields) and _OF_POSTS.isdisjoint(fields)


@lru_cache(maxsize=2048)
def _kind(key: str) -> tuple[str, int] | None:
    if len(key) > _LONGEST:
        return None
    words = _words(key)
    if not words:
        return None
    bare = words[1:] if len(words) > 1 and words[0] in _OWNERS else words
    for kind, heads, beside in (
        ("when", _WHEN, _BESIDE_WHEN),
        ("who", _WHO, _BESIDE_WHO),
        ("what", _WHAT, _BESIDE_WHAT),
    ):
        ranks = [heads.index(word) for word in bare if word in heads]
        if ranks and all(word in heads or word in beside for word in bare):
            return kind, min(ranks) + len(bare) - 1
    return None


_LONGEST = 40


def _words(key: str) -> tuple[str, ...]:
    return tuple(word.lower() for word in _WORDS.findall(key))
