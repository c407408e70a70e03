"""Forecasts found in a text, and their review one by one."""

import json
import re
from datetime import timedelta

import pytest

from predictions.beliefs import Probability
from predictions.model import RUNNING
from predictions.outcomes import NO
from storage import dossier, finding
from tests.bot.discord.stage import Stage, field, labels, title
from tests.local_discord.interaction import Interaction
from tests.local_discord.world import Json

TEXT = (
    "I think there is a 70% chance that the harbour bridge opens by the end of 2031. "
    "Ferries will stop running before 2033."
)


def test_a_text_is_searched_and_reviewed_one_by_one(stage: Stage) -> None:
    first = stage.slash("extract", text=TEXT, author="Ann Essayist", published="2026-01-05")
    assert first.ephemeral
    assert "70% chance" in first.text.replace("\\", "")
    assert labels(first.message)[:4] == ["Accept", "Edit …", "Discard", "Next"]
    second = stage.click(first.message, "Accept")
    assert "Ferries" in second.text
    done = stage.click(second.message, "Discard")
    assert title(done.message) == "Reviewed"
    assert "harbour bridge" in done.text
    [announced] = told_of(stage, "harbour bridge")
    assert "harbour bridge" in str(announced["embeds"]).lower()
    found = next(
        listed
        for listed in stage.ledger(
            lambda s: finding.listing(s, now=stage.clock(), words="harbour bridge", limit=9)
        )
        if listed.prediction.quote
    )
    record = stage.ledger(lambda s: dossier.record(s, found.prediction.id or 0, now=stage.clock()))
    assert record.prediction.guild_id == stage.guild.id
    assert [f.name for f in record.forecasters.values() if f.kind == "author"] == ["Ann Essayist"]
    card = stage.slash("show", prediction=str(found.prediction.id))
    assert "> " in card.text


def told_of(stage: Stage, words: str) -> list[Json]:
    """Return what the channel is told of finished reviews, once it is time."""
    stage.clock.ahead += timedelta(minutes=2)
    stage.round()
    return [
        message
        for message in stage.messages()
        if message["embeds"]
        and title(message).startswith("New predictions")
        and words in str(message["embeds"])
    ]


def test_the_channel_is_told_once_although_the_process_ended(stage: Stage) -> None:
    first = stage.slash("extract", text="Lake Ull will freeze by 2031.")
    stage.click(first.message, "Accept")
    stage.restart()
    assert len(told_of(stage, "Lake Ull")) == 1
    stage.restart()
    assert len(told_of(stage, "Lake Ull")) == 1


def running(stage: Stage, words: str) -> list[str]:
    found = stage.ledger(
        lambda s: finding.listing(s, now=stage.clock(), words=words, states=RUNNING, limit=9)
    )
    return [each.prediction.statement for each in found]


def test_each_decision_is_taken_back_one_by_one(stage: Stage) -> None:
    text = "Foxes will rule Ys by 2031. Owls will rule Ys by 2032. Bees will rule Ys by 2033."
    first = stage.slash("extract", text=text)
    assert "Undo" not in labels(first.message)
    second = stage.click(first.message, "Accept")
    third = stage.click(second.message, "Discard")
    done = stage.click(third.message, "Accept")
    assert len(running(stage, "rule ys")) == 2
    assert "2 of 3 became predictions" in done.text
    # A moment, not a distance: "in a minute" would read "a minute ago" once it is over.
    assert re.search(
        r"This channel hears of it at <t:\d+:T>; until then \*Undo\* goes back", done.text
    )
    for shown, waiting in (("Bees", 1), ("Owls", 2), ("Foxes", 3)):
        done = stage.click(done.message, "Undo")
        assert shown in title(done.message)
        assert f"{waiting} of 3 wait" in done.text
    assert "Undo" not in labels(done.message)
    assert running(stage, "rule ys") == []
    assert told_of(stage, "rule Ys") == []
    stage.click(done.message, "Accept all")
    assert len(running(stage, "rule ys")) == 3
    assert len(told_of(stage, "rule Ys")) == 1


def test_a_merging_is_taken_back(stage: Stage) -> None:
    text = "Rye will be rare by 2031. Oats will be rare by 2032. Corn will be rare by 2033."
    card = stage.slash("extract", text=text)
    merged = stage.click(card.message, "Merge with next")
    assert "2 of 2 wait" in merged.text
    back = stage.click(merged.message, "Undo")
    assert back.text == card.text


def test_what_was_told_or_forecast_on_is_not_taken_back(stage: Stage) -> None:
    first = stage.slash("extract", text="Pears will be square by 2031.", author="Ann Seer")
    done = stage.click(first.message, "Accept")
    [found] = stage.ledger(
        lambda s: finding.listing(s, now=stage.clock(), words="pears square", limit=3)
    )
    stage.slash("forecast", by="bob", prediction=str(found.prediction.id), probability="20")
    assert "forecasts of others" in str(_told_apart(stage.click(done.message, "Undo")))
    assert len(told_of(stage, "Pears")) == 1
    assert "channel was told" in str(_told_apart(stage.click(done.message, "Undo")))


def _told_apart(answer: Interaction) -> str:
    return answer.text + str([each.json["embeds"] for each in answer.follow_ups])


def test_editing_before_accepting(stage: Stage) -> None:
    first = stage.slash("extract", text="Cars will fly by 2035.")
    shown = stage.click(first.message, "Edit …")
    done = stage.fill(
        shown, statement="Flying cars are sold in shops", by="end of 2036", belief="", tags="cars"
    )
    assert title(done.message) == "Reviewed"
    [found] = stage.ledger(
        lambda s: finding.listing(s, now=stage.clock(), words="flying shops", limit=3)
    )
    assert str(found.prediction.window.deadline) == "2036-12-31"
    assert found.prediction.tags == ("cars",)


def test_a_number_that_will_be_nobodys_forecast_says_so(stage: Stage) -> None:
    text = "There is a 70% chance that the quay floods by 2033."
    unnamed = stage.slash("extract", text=text)
    assert "nobody's forecast" in field(unnamed.message, "By")
    named = stage.slash("extract", text=text, author="Ann Essayist")
    assert field(named.message, "By") == "Ann Essayist"


def test_a_last_day_that_is_cleared_is_gone(stage: Stage) -> None:
    first = stage.slash("extract", text="Kites will carry letters by 2035.")
    shown = stage.click(first.message, "Edit …")
    stage.fill(shown, statement="Kites carry letters", by="", belief="", tags="")
    [found] = stage.ledger(
        lambda s: finding.listing(s, now=stage.clock(), words="kites letters", limit=3)
    )
    assert found.prediction.window.deadline is None


def test_the_card_says_what_is_missing_and_the_form_begins_with_a_criterion(stage: Stage) -> None:
    first = stage.slash("extract", text="Umbrellas will become widely popular in Oslo by 2035.")
    assert "vague term" in first.text
    assert "Resolves YES if, by 2035-12-31" in first.text.replace("\\", "")
    shown = stage.click(first.message, "Edit …")
    stage.fill(
        shown,
        statement="Umbrellas become widely popular in Oslo",
        by="2035",
        belief="",
        tags="",
        criteria="Two city papers say so.",
    )
    [found] = stage.ledger(
        lambda s: finding.listing(s, now=stage.clock(), words="umbrellas popular", limit=3)
    )
    assert found.prediction.criteria == "Two city papers say so."


def test_a_criterion_that_is_half_filled_in_is_given_back(stage: Stage) -> None:
    first = stage.slash("extract", text="Parasols will become widely popular in Oslo by 2035.")
    form = {"statement": "Parasols become popular", "by": "2035", "belief": "", "tags": ""}
    half = 'Resolves YES if, by 2035-12-31, [source] reports 10,000 sold "[a year]".'
    refused = stage.fill(stage.click(first.message, "Edit …"), **form, criteria=half)
    said = str([each.json for each in refused.follow_ups] or refused.text)
    assert "criteria: [source] is still to be filled in" in said
    assert "10,000 sold" in said
    whole = half.replace("[source]", "Statistics Norway")
    stage.fill(stage.click(first.message, "Edit …"), **form, criteria=whole)
    [found] = stage.ledger(
        lambda s: finding.listing(s, now=stage.clock(), words="parasols popular", limit=3)
    )
    assert found.prediction.criteria == whole


def test_a_find_is_split_and_two_are_merged(stage: Stage) -> None:
    text = "The zoo will reopen by 2031 with new elephants, and the old aquarium will be torn down."
    first = stage.slash("extract", text=text)
    total = first.text.count("wait for review")
    assert total == 1
    if "Merge with next" in labels(first.message) and " of 2 " in first.text:
        merged = stage.click(first.message, "Merge with next")
        assert "1 of 1 wait" in merged.text
        first = merged
    shown = stage.click(first.message, "Split …")
    part = stage.fill(shown, words="the old aquarium")
    assert "2 of 2 wait" in part.text
    whole = stage.click(part.message, "Undo")
    assert "1 of 1 wait" in whole.text
    part = stage.fill(stage.click(whole.message, "Split …"), words="the old aquarium")
    assert "zoo" in part.text
    second = stage.click(part.message, "Accept")
    assert "aquarium" in second.text
    done = stage.click(second.message, "Accept")
    assert title(done.message) == "Reviewed"
    found = stage.ledger(
        lambda s: finding.listing(s, now=stage.clock(), words="torn down", limit=9)
    )
    assert [one.prediction.quote.text for one in found if one.prediction.quote] == [
        "the old aquarium will be torn down"
    ]


def test_the_place_that_is_suggested_for_a_cut_is_found_in_broken_lines(stage: Stage) -> None:
    text = "I think the barge, the raft and\nthe canoe merge by 2029."
    first = stage.slash("extract", text=text)
    shown = stage.click(first.message, "Split …")
    assert "the raft and the canoe merge by 2029" in json.dumps(shown.modal)
    part = stage.fill(shown, words="the raft and the canoe merge")
    assert "2 of 2 wait" in part.text


def test_the_same_claim_in_a_later_text_is_offered_as_a_newer_forecast(stage: Stage) -> None:
    first = stage.slash(
        "extract",
        text="- Lake Vann freezes over by the end of 2031: 60%",
        author="Ann Seer",
        published="2026-01-05",
    )
    stage.click(first.message, "Accept")
    later = stage.slash(
        "extract", text="- By the end of 2031 Lake Vann freezes over: 30%", author="Ann Seer"
    )
    assert "Said before" in later.text
    assert "60 %" in later.text
    [join] = [label for label in labels(later.message) if label.startswith("Add to ")]
    stage.click(later.message, join)
    [found] = stage.ledger(
        lambda s: finding.listing(s, now=stage.clock(), words="vann freezes", limit=9)
    )
    record = stage.ledger(lambda s: dossier.record(s, found.prediction.id or 0, now=stage.clock()))
    assert [f.belief.value for f in record.forecasts if isinstance(f.belief, Probability)] == [
        0.6,
        0.3,
    ]


def test_a_short_claim_about_one_thing_is_offered_as_well(stage: Stage) -> None:
    first = stage.slash(
        "extract",
        text="- The aquarium reopens by the end of 2031: 60%",
        author="Ann Seer",
        published="2026-01-05",
    )
    stage.click(first.message, "Accept")
    later = stage.slash(
        "extract", text="- By the end of 2031 the aquarium reopens: 30%", author="Ann Seer"
    )
    assert [label for label in labels(later.message) if label.startswith("Add to ")]


def test_a_marked_outcome_is_proposed_for_people_to_confirm(stage: Stage) -> None:
    text = "# My predictions for 2025\n\n- A comet hits the town hall of Moss in 2025: 10% ✗\n"
    first = stage.slash("extract", text=text, author="Ann Seer", published="2026-01-05")
    assert "came out NO" in first.text
    stage.click(first.message, "Accept")
    [found] = stage.ledger(
        lambda s: finding.listing(s, now=stage.clock(), words="comet moss", limit=9)
    )
    record = stage.ledger(lambda s: dossier.record(s, found.prediction.id or 0, now=stage.clock()))
    assert record.resolution is None
    assert [proposal.outcome for proposal in record.proposals] == [NO]


def test_what_is_reported_of_somebody_is_credited_to_them(stage: Stage) -> None:
    text = (
        "Ann Smith expects that 40% of trams will be driverless by 2028. "
        "Analysts say the tunnel will not open before 2034. I think the pier will be sold by 2033."
    )
    first = stage.slash("extract", text=text, author="Bea Writer", published="2026-01-05")
    stage.click(first.message, "Accept all")
    shown = [
        stage.slash("show", prediction=said).text.replace("\\", "")
        for said in ("trams driverless", "tunnel open", "pier sold")
    ]
    assert "— Ann Smith, reported by Bea Writer, " in shown[0]
    assert "— Analysts, reported by Bea Writer, " in shown[1] or "— somebody, rep" in shown[1]
    assert "— Bea Writer, " in shown[2]
    number = int(stage.offers("show", "prediction", "driverless")[0].split()[0])
    stage.resolve(number, "no")
    stage.round()
    assert "Ann Smith, reported by" in str(stage.posts_about(number)[-1]["embeds"])


def test_next_goes_round_and_all_can_be_taken_at_once(stage: Stage) -> None:
    text = "Tea will be banned by 2031. Coffee will be free by 2032. Milk will be blue by 2033."
    first = stage.slash("extract", text=text)
    start = title(first.message)
    second = stage.click(first.message, "Next")
    assert title(second.message) != start
    done = stage.click(second.message, "Accept all")
    assert "3 of 3" in done.text


def test_all_that_waits_is_discarded_at_once_and_comes_back_at_once(stage: Stage) -> None:
    text = "Gnus will vote by 2031. Elks will vote by 2032. Moles will vote by 2033."
    first = stage.slash("extract", text=text)
    second = stage.click(first.message, "Accept")
    done = stage.click(second.message, "Discard all")
    assert "1 of 3 became predictions" in done.text
    back = stage.click(done.message, "Undo")
    assert "2 of 3 wait" in back.text
    assert "Elks" in title(back.message)


def test_the_card_shows_the_quote_where_it_stands(stage: Stage) -> None:
    text = "The elks of the *north* are angry. They will vote by 2031. Nobody asked them before."
    first = stage.slash("extract", text=text)
    shown = field_free(first.message).replace("\\.", ".")
    assert "> The elks of the \\*north\\* are angry. **They will vote by 2031**" in shown
    assert "Nobody asked them before" in shown
    alone = stage.slash("extract", text="Newts will sing by 2031")
    assert field_free(alone.message).splitlines()[0] == "> Newts will sing by 2031"


def field_free(message: Json) -> str:
    described: str = message["embeds"][0]["description"]
    return described


def test_another_person_can_not_touch_a_review(stage: Stage) -> None:
    first = stage.slash("extract", text="Snow will fall in Cairo by 2031.")
    number = first.message["components"][0]["components"][0]["custom_id"]
    from bot.discord.reviewing.commands import find_for
    from bot.discord.visit import NotAllowed, Visit, arrive

    def look(session):  # type: ignore[no-untyped-def]
        visit = Visit(id=1, user_id=stage.user("bob").id, name="Bob", guild_id=stage.guild.id)
        here = arrive(session, visit, now=stage.clock(), time_zone="UTC")
        return find_for(session, here, int(number.split(":")[2]))

    with pytest.raises(NotAllowed):
        stage.ledger(look)
