"""What people do, seen through the real discord.py."""

import asyncio
from typing import Any

import pytest

from tests.local_discord.commands import NotOffered, Upload
from tests.local_discord.harness import running
from tests.local_discord.sample_bot import PNG, SampleBot
from tests.local_discord.scenes import play
from tests.local_discord.server import LocalDiscord
from tests.local_discord.spec import small_spec
from tests.local_discord.world import Can, Channel, GuildPlan


def test_a_command_comes_back_with_its_words_for_one_pair_of_eyes() -> None:
    async def scene(server: LocalDiscord, bot: SampleBot) -> None:
        alice, general = server.user("alice"), server.channel()
        answer = await server.slash("echo", user=alice, channel=general, options={"words": "hi"})
        assert (answer.content, answer.ephemeral) == ("hi", True)
        assert answer.acknowledged_after is not None
        assert answer.acknowledged_after < 3
        assert server.messages(general) == []

    play(scene)


def test_thinking_ends_with_an_edit_and_then_a_follow_up() -> None:
    async def scene(server: LocalDiscord, bot: SampleBot) -> None:
        alice, general = server.user("alice"), server.channel()
        options = {"hidden": False, "edit": True}
        answer = await server.slash("think", user=alice, channel=general, options=options)
        await server.until(lambda: len(server.messages(general)) == 2)
        assert [m["content"] for m in server.messages(general)] == ["thought", "more"]
        assert answer.content == "thought"
        assert [m.json["content"] for m in answer.follow_ups] == ["more"]

    play(scene)


def test_the_first_follow_up_takes_the_place_of_thinking() -> None:
    async def scene(server: LocalDiscord, bot: SampleBot) -> None:
        alice, general = server.user("alice"), server.channel()
        options = {"hidden": True, "edit": False}
        answer = await server.slash("think", user=alice, channel=general, options=options)
        assert answer.content == "more"
        assert answer.ephemeral
        assert answer.follow_ups == []

    play(scene)


def test_a_modal_is_shown_filled_in_and_answered_with_buttons_that_work() -> None:
    async def scene(server: LocalDiscord, bot: SampleBot) -> None:
        alice, general = server.user("alice"), server.channel()
        shown = await server.slash("form", user=alice, channel=general)
        assert shown.modal is not None
        key = shown.modal["components"][0]["components"][0]["custom_id"]
        answer = await server.submit_modal(shown, {key: "It rains"})
        assert answer.content == "It rains|"
        clicked = await server.click(answer.message, "raise:0", user=server.user("bob"))
        assert clicked.content == "now 1"
        again = await server.click(answer.message, "Raise 1", user=alice)
        assert again.content == "now 2"
        shown = await server.slash("form", user=alice, channel=general)
        assert shown.modal is not None
        key = shown.modal["components"][0]["components"][0]["custom_id"]
        with pytest.raises(NotOffered):
            await server.submit_modal(shown, {key: "x" * 201})

    play(scene)


def test_a_button_of_an_earlier_process_still_works() -> None:
    async def whole() -> None:
        async with LocalDiscord() as server:
            alice, general = server.user("alice"), server.channel()
            async with running(server, SampleBot()):
                posted = await server.slash("post", user=alice, channel=general)
            async with running(server, SampleBot()):
                clicked = await server.click(posted.message, "raise:0", user=alice)
            assert clicked.content == "now 1"
            assert server.violations == []

    asyncio.run(whole())


def test_a_select_gives_what_was_chosen_and_refuses_what_is_not_offered() -> None:
    async def scene(server: LocalDiscord, bot: SampleBot) -> None:
        alice, general = server.user("alice"), server.channel()
        posted = await server.slash("choice", user=alice, channel=general)
        chosen = await server.select(posted.message, "choose", ["No"], user=alice)
        assert chosen.content == "no"
        with pytest.raises(NotOffered):
            await server.select(posted.message, "choose", ["Maybe"], user=alice)

    play(scene)


def test_a_file_shown_in_an_embed_is_not_listed_but_can_be_had() -> None:
    async def scene(server: LocalDiscord, bot: SampleBot) -> None:
        alice, general = server.user("alice"), server.channel()
        answer = await server.slash("chart", user=alice, channel=general)
        assert [a["filename"] for a in answer.message["attachments"]] == ["data.csv"]
        assert answer.embeds[0]["image"]["url"].startswith("http://127.0.0.1")
        assert server.files(answer.message) == {"chart.png": PNG, "data.csv": b"a,b\n"}

    play(scene)


def test_every_kind_of_option_arrives_as_what_it_is() -> None:
    async def scene(server: LocalDiscord, bot: SampleBot) -> None:
        role = server.world.add_role(server.guild, "Resolver")
        options = {
            "member": server.user("bob"),
            "role": role,
            "place": server.channel("forecasts"),
            "file": Upload("a.txt", b"inside"),
            "share": 12.5,
        }
        alice, general = server.user("alice"), server.channel()
        answer = await server.slash("kinds", user=alice, channel=general, options=options)
        assert answer.content == "bob Resolver forecasts inside 12.5"
        for wrong in ({"share": 101.0}, {"role": server.user("bob")}, {"file": "a.txt"}):
            with pytest.raises(NotOffered):
                await server.slash("kinds", user=alice, channel=general, options=options | wrong)

    play(scene)


def test_autocomplete_offers_what_fits() -> None:
    async def scene(server: LocalDiscord, bot: SampleBot) -> None:
        alice, general = server.user("alice"), server.channel()
        offered = await server.autocomplete(
            "pick", user=alice, channel=general, focused="item", options={"item": "s"}
        )
        assert offered.choices is not None
        assert [c["value"] for c in offered.choices] == ["snow", "sun"]

    play(scene)


def test_a_message_menu_reads_what_a_person_wrote() -> None:
    async def scene(server: LocalDiscord, bot: SampleBot) -> None:
        alice, general = server.user("alice"), server.channel()
        written = server.write(general, server.user("bob"), "No AGI by 2028")
        answer = await server.message_command("Extract forecasts", message=written, user=alice)
        assert answer.content == "read: No AGI by 2028"

    play(scene)


def test_sub_commands_work_in_direct_messages_too() -> None:
    async def scene(server: LocalDiscord, bot: SampleBot) -> None:
        alice = server.user("alice")
        answer = await server.slash(
            "watch add", user=alice, channel=server.world.dm(alice), options={"url": "u"}
        )
        assert answer.content == "added u"

    play(scene)


def test_what_the_app_would_not_offer_cannot_be_sent() -> None:
    async def scene(server: LocalDiscord, bot: SampleBot) -> None:
        alice, general = server.user("alice"), server.channel()
        refused: list[tuple[str, Channel, dict[str, Any]]] = [
            ("unheard", general, {}),
            ("echo", general, {}),
            ("echo", general, {"words": "x", "more": 1}),
            ("echo", general, {"words": 1}),
            ("watch", general, {}),
            ("manage", general, {}),
            ("manage", server.world.dm(alice), {}),
        ]
        for command, channel, options in refused:
            with pytest.raises(NotOffered):
                await server.slash(command, user=alice, channel=channel, options=options)
        role = server.world.add_role(server.guild, "Managers", Can.MANAGE_GUILD)
        server.guild.members[alice.id].roles.append(role)
        assert (await server.slash("manage", user=alice, channel=general)).content == "managed"
        assert bot.ran == []

    play(scene)


def test_no_answer_in_three_seconds_is_a_failure_and_the_late_one_is_unknown() -> None:
    async def scene(server: LocalDiscord, bot: SampleBot) -> None:
        sent = await server.slash(
            "late",
            user=server.user("alice"),
            channel=server.channel(),
            options={"seconds": 0.2},
            until="sent",
        )
        server.advance(3.1)
        answer = await server.wait(sent)
        assert answer.failure == "The application did not respond"
        with pytest.raises(AssertionError):
            assert answer.message
        await server.until(lambda: bot.ran == ["late 10062"])

    play(scene)


def test_a_second_acknowledgement_is_refused() -> None:
    async def scene(server: LocalDiscord, bot: SampleBot) -> None:
        await server.slash("twice", user=server.user("alice"), channel=server.channel())
        await server.until(lambda: bot.ran == ["twice 40060"])

    play(scene)


def test_an_interaction_delivered_twice_runs_twice() -> None:
    async def scene(server: LocalDiscord, bot: SampleBot) -> None:
        await server.slash(
            "echo",
            user=server.user("alice"),
            channel=server.channel(),
            options={"words": "hi"},
            deliveries=2,
        )
        await server.until(lambda: bot.ran == ["echo", "echo"])

    play(scene)


def test_the_small_description_of_a_bare_clone_finds_nothing_wrong_either() -> None:
    async def scene() -> None:
        async with LocalDiscord(spec=small_spec()) as server, running(server, SampleBot()):
            alice, general = server.user("alice"), server.channel()
            for command in ("chart", "form", "newer", "post", "choice", "poster"):
                answer = await server.slash(command, user=alice, channel=general)
                assert answer.failure is None
            options = {"hidden": True, "edit": True}
            await server.slash("think", user=alice, channel=general, options=options)
            assert server.violations == []

    asyncio.run(scene())


def test_a_person_may_bring_the_app_where_it_is_not_installed() -> None:
    async def scene(server: LocalDiscord, bot: SampleBot) -> None:
        guild = server.world.add_guild(GuildPlan("Elsewhere", has_app=False))
        alice, general = server.user("alice"), guild.channel("general")
        with pytest.raises(NotOffered):
            await server.slash("mine", user=alice, channel=general)
        alice.installed = True
        answer = await server.slash("mine", user=alice, channel=general)
        assert answer.content == "yours"
        with pytest.raises(NotOffered):
            await server.slash("post", user=alice, channel=general)

    play(scene)


def test_a_poster_of_the_newer_components_is_taken_whole() -> None:
    async def scene(server: LocalDiscord, bot: SampleBot) -> None:
        alice, general = server.user("alice"), server.channel()
        answer = await server.slash("poster", user=alice, channel=general)
        container = answer.message["components"][0]
        assert container["components"][0]["content"] == "## Week 47"
        assert answer.message["flags"] & (1 << 15)

    play(scene)


def test_who_may_not_see_a_channel_can_neither_command_nor_click_there() -> None:
    async def scene(server: LocalDiscord, bot: SampleBot) -> None:
        alice, bob, general = server.user("alice"), server.user("bob"), server.channel()
        posted = await server.slash("post", user=alice, channel=general)
        general.overwrites[bob.id] = (0, int(Can.VIEW_CHANNEL))
        with pytest.raises(NotOffered):
            await server.slash("post", user=bob, channel=general)
        with pytest.raises(NotOffered):
            await server.click(posted.message, "raise:0", user=bob)

    play(scene)


def test_an_ephemeral_answer_can_be_clicked_only_by_the_one_who_sees_it() -> None:
    async def scene(server: LocalDiscord, bot: SampleBot) -> None:
        alice, general = server.user("alice"), server.channel()
        posted = await server.slash("choice", user=alice, channel=general)
        hidden = await server.select(posted.message, "choose", ["Yes"], user=alice)
        assert hidden.message["message_reference"]["message_id"] == posted.message["id"]
        with pytest.raises(NotOffered):
            await server.click(hidden.message, "anything", user=server.user("bob"))

    play(scene)


def test_selects_people_and_files_in_a_modal_arrive() -> None:
    async def scene(server: LocalDiscord, bot: SampleBot) -> None:
        alice, general = server.user("alice"), server.channel()
        shown = await server.slash("newer", user=alice, channel=general)
        values = {
            "outcome": ["no"],
            "who": [server.user("bob")],
            "evidence": [Upload("a.txt", b"inside")],
            "note": "n",
        }
        answer = await server.submit_modal(shown, values)
        assert answer.content == "['no'] ['bob'] ['inside'] n"
        with pytest.raises(NotOffered):
            await server.submit_modal(shown, values)
        shown = await server.slash("newer", user=alice, channel=general)
        with pytest.raises(NotOffered):
            await server.submit_modal(shown, {"outcome": ["maybe"]})
        least = await server.submit_modal(shown, {"outcome": ["yes"]})
        assert least.content.strip() == "['yes'] [] []"

    play(scene)
