"""What a rule would decide by itself: said plainly, stopped by one objection, taken back in an hour."""

from datetime import timedelta

from predictions.model import Evidence, Proposal, State
from predictions.outcomes import YES
from storage import dossier, gathering, proposing
from tests.bot.discord.stage import Stage, field, labels, title
from tests.local_discord.world import Json


def state(stage: Stage, number: int) -> State:
    return stage.ledger(lambda s: dossier.get(s, number, now=stage.clock())).state


def proposed(stage: Stage, statement: str) -> tuple[int, Json]:
    """Let a rule propose yes on a new prediction, and return the post that says so."""
    number = stage.number(stage.predict(statement, criteria="What the market says."))

    def propose(session) -> None:  # type: ignore[no-untyped-def]
        seen = Evidence(
            source_id=None,
            url="https://example.org/market",
            title="Market [settled](x): yes",
            text=f"yes: {statement}",
            seen_at=stage.clock(),
            external_id=statement,
        )
        [stored] = gathering.add_evidence(session, [seen])
        gathering.match(session, stored.id or 0, number, relevance=1.0, why="a rule reads it")
        made = Proposal(
            prediction_id=number,
            reason="manifold some-market: yes",
            proposed_at=stage.clock(),
            outcome=YES,
            evidence_ids=(stored.id or 0,),
            final=True,
        )
        assert proposing.propose(session, made) is not None

    stage.change(propose)
    stage.round()
    [prompt] = stage.posts_about(number)
    return number, prompt


def test_the_post_says_what_comes_when_why_and_who_decides(stage: Stage) -> None:
    _, prompt = proposed(stage, "Told plainly")
    assert title(prompt) == "YES, unless you object: Told plainly"
    assert "some\\-market\\: yes" in prompt["embeds"][0]["description"]
    assert "What the market says" in prompt["embeds"][0]["description"]
    assert "https://example.org/market" in field(prompt, "Evidence")
    assert "<t:" in field(prompt, "Until somebody objects")
    assert "<t:" in field(prompt, "Window")
    assert field(prompt, "Who decides").startswith("Alice or whoever manages the server.")
    assert "Object" in labels(prompt)


def test_an_objection_needs_words(stage: Stage) -> None:
    number, prompt = proposed(stage, "Objected to in silence")
    answer = stage.fill(stage.click(prompt, "Object", by="carol"), why=" \u200b ")
    assert "gives no reason" in answer.text
    assert state(stage, number) is State.IN_REVIEW


def test_one_objection_stops_it_and_says_why(stage: Stage) -> None:
    number, prompt = proposed(stage, "Stopped")
    shown = stage.click(prompt, "Object", by="carol")
    answer = stage.fill(shown, why="The market is about another thing")
    assert answer.ephemeral
    stage.round()
    assert state(stage, number) is State.DISPUTED
    stopped = stage.message(prompt["id"])
    assert title(stopped) == "YES? Stopped"
    assert "people decide" in field(stopped, "Carol objected")
    assert "Object" not in labels(stopped)
    asked = stage.posts_about(number)[-1]
    assert "about another thing" in asked["embeds"][0]["description"]
    again = stage.click(stage.message(prompt["id"]), "Details", by="bob")
    assert "about another thing" in field(again.message, "Waits for a decision")
    assert "is resolved" in stage.click(asked, "No", by="owner").content


def test_an_objection_can_be_taken_back_for_an_hour_by_whoever_made_it(stage: Stage) -> None:
    number, prompt = proposed(stage, "Thought again")
    answer = stage.fill(stage.click(prompt, "Object", by="carol"), why="Hm")
    stage.round()
    asked = stage.posts_about(number)[-1]
    back = stage.click(answer.message, "Take it back", by="carol")
    assert "is taken back" in back.content
    stage.round()
    assert state(stage, number) is State.IN_REVIEW
    standing = stage.message(prompt["id"])
    assert title(standing) == "YES, unless you object: Thought again"
    assert "Object" in labels(standing)
    assert title(stage.message(asked["id"])).startswith("No longer asked")
    assert labels(stage.message(asked["id"])) == ["Details"]


def test_after_an_hour_an_objection_stands(stage: Stage) -> None:
    number, prompt = proposed(stage, "Too late to concede")
    answer = stage.fill(stage.click(prompt, "Object", by="carol"), why="Hm")
    stage.clock.ahead = timedelta(hours=2)
    late = stage.click(answer.message, "Take it back", by="carol")
    assert "an hour has passed" in str([each.json for each in late.follow_ups] or late.text)
    assert state(stage, number) is State.DISPUTED


def test_a_resolution_stands_again_when_the_objection_is_taken_back(stage: Stage) -> None:
    card = stage.predict("Resolved, disputed, and back", probability="70")
    number = stage.number(card)
    stage.resolve(number, "yes", note="Seen")
    stage.round()
    [post] = stage.posts_about(number)
    assert "Objections until <t:" in post["embeds"][0]["description"]
    assert "by Owner" in post["embeds"][0]["description"]
    answer = stage.fill(stage.click(post, "Object", by="bob"), why="Was it?")
    stage.round()
    assert state(stage, number) is State.DISPUTED
    stage.click(answer.message, "Take it back", by="bob")
    stage.round()
    assert state(stage, number) is State.RESOLVED
    record = stage.ledger(lambda s: dossier.record(s, number, now=stage.clock()))
    assert [str(each.outcome) for each in record.resolutions] == ["yes", "reopened", "yes"]
    last = stage.posts_about(number)[-1]
    assert "The objection was taken back" in last["embeds"][0]["description"]


def test_objecting_to_what_may_not_be_objected_to_is_said_before_one_writes(stage: Stage) -> None:
    number = stage.number(stage.predict("Settled long ago"))
    stage.resolve(number, "no")
    stage.round()
    [post] = stage.posts_about(number)
    stage.clock.ahead = timedelta(days=3)
    answer = stage.click(post, "Object", by="carol")
    assert answer.modal is None
    assert "time to object has passed" in answer.text


def test_a_question_without_an_answer_shows_what_was_found(stage: Stage) -> None:
    number = stage.number(stage.predict("Asked with evidence"))

    def seen(session) -> None:  # type: ignore[no-untyped-def]
        items = [
            Evidence(
                source_id=None,
                url=f"https://example.org/{n}",
                title=f"Item {n}",
                text="",
                seen_at=stage.clock(),
                external_id=f"asked {n}",
            )
            for n in range(8)
        ]
        for stored in gathering.add_evidence(session, items):
            gathering.match(session, stored.id or 0, number, relevance=1.0, why="words")
        proposing.ask(session, number, "The deadline has passed.", now=stage.clock())

    stage.change(seen)
    stage.round()
    [prompt] = stage.posts_about(number)
    assert title(prompt) == "Did it happen? Asked with evidence"
    found = field(prompt, "Evidence")
    assert "Item 7" in found
    assert "… and 3 more" in found
    assert "Object" not in labels(prompt)
