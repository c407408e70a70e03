"""Hostile words, long words, words from right to left: all shown, none obeyed."""

import pytest

from tests.bot.discord.stage import Stage, field, title

HOSTILE = [
    "@everyone <@&123> <@1> @here come",
    "**bold** ||spoiler|| `code` ~~gone~~ # heading",
    "[click](https://evil.example) <https://evil.example>",
    "a\u202etxt.exe\u202c b\u200bc",
    "> quote\n-# small\n```block```",
    "العربية עברית مختلط English",
    "👨‍👩‍👧‍👦🏳️‍🌈🇩🇪 семья",
    "]( x [a](b",
    "\\\\ \\* end\\",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_words_of_people_are_shown_and_not_obeyed(stage: Stage, words: str) -> None:
    made = stage.predict(words, probability="50", criteria=words, condition=words, tags="a")
    number = str(stage.number(made))
    stage.slash("comment", prediction=number, text=words)
    stage.slash("resolve", by="owner", prediction=number, outcome="yes", note=words)
    stage.round()
    [post] = stage.posts_about(int(number))
    for message in (stage.message(made.message["id"]), post):
        assert message["mentions"] == []
        assert message["mention_roles"] == []
        assert not message["mention_everyone"]
        shown = str(message["embeds"])
        assert "\u202e" not in shown
        assert "](https://evil" not in shown
        assert "**bold**" not in shown


def test_options_and_units_of_people_are_shown_and_not_obeyed(stage: Stage) -> None:
    evil = "[x](https://evil.example) **b**"
    choice = stage.predict(kind="choice", options=f"{evil}; Other", probability="60/40")
    number = stage.predict(kind="numeric", unit=evil, probability="5 / 8 / 12")
    for card, outcome in ((choice, evil), (number, "9")):
        numbered = str(stage.number(card))
        stage.slash("forecast", by="bob", prediction=numbered, probability="70/30")
        stage.slash("forecast", by="bob", prediction=numbered, probability="6 / 8 / 12")
        own = stage.slash("show", by="bob", prediction=numbered, private=True)
        waiting = stage.resolve(int(numbered), outcome, by="alice")
        stage.round()
        stage.resolve(int(numbered), outcome)
        listed = stage.slash("list", show="resolved")
        stage.round()
        [prompt, post] = stage.posts_about(int(numbered))
        for shown in (
            own.message,
            waiting.message,
            listed.message,
            prompt,
            post,
            stage.message(card.message["id"]),
        ):
            assert "](https://evil" not in str(shown)
            assert "**b**" not in str(shown)


def test_the_longest_input_in_every_field_is_taken(stage: Stage) -> None:
    made = stage.predict(
        "[" * 1000,
        until="2040-12-31",
        probability="50",
        criteria="*" * 2000,
        condition="_" * 500,
        tags=",".join(f"{n}{'t' * 40}" for n in range(6)),
        not_before="2039-01-01",
    )
    number = str(stage.number(made))
    stage.slash("comment", prediction=number, text="~" * 1000)
    note = "|" * 1000
    stage.slash("resolve", by="owner", prediction=number, outcome="no", note=note)
    stage.round()
    assert len(stage.posts_about(int(number))) == 1
    assert title(made.message).endswith("…")


def test_a_name_made_of_markup_is_harmless(stage: Stage) -> None:
    bob = stage.guild.members[stage.user("bob").id]
    stage.do(lambda: setattr(bob, "nick", "**@everyone** [x](y)"))
    made = stage.predict("Named badly", by="bob", probability="50")
    assert "\\*\\*\\@everyone" in field(made.message, "Forecasts")
    stage.do(lambda: setattr(bob, "nick", None))


def test_errors_are_for_one_pair_of_eyes(stage: Stage) -> None:
    before = len(stage.messages())
    for command, options in (
        ("show", {"prediction": "nonsense"}),
        ("forecast", {"prediction": "1", "probability": "lots"}),
        ("resolve", {"prediction": "0", "outcome": "yes"}),
        ("calibration", {"author": "nobody"}),
        ("watch remove", {"source": 99}),
        ("report remove", {"report": 99}),
    ):
        answer = stage.slash(command, **options)
        assert answer.ephemeral, command
    assert len(stage.messages()) == before
