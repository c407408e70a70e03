"""Which way a claim leans: one sentence for each way in which people deny, or only seem to."""

from datetime import date

import pytest

from predictions.candidate import Polarity
from predictions.extraction import extract
from predictions.extraction.deciding.accepting import judged
from predictions.extraction.layout.document import read_document
from predictions.extraction.wording.believed import believe

DENIED = """
    The mill is unlikely to reopen by 2027.
    There is little chance that the mill will reopen by 2027.
    There's not much chance the mill reopens in 2027.
    Nobody will use the ferry in 2027.
    Few will use the ferry in 2027.
    Neither party will win a majority in 2027.
    We are far from seeing a second tram by 2027.
    The tram won't be finished in 2027.
    The ferry will no longer run in 2027.
    The council will stop short of closing the mill in 2027.
    I doubt the mill will reopen in 2027.
    I remain very skeptical that the mill will reopen by 2027.
    I'm going to say no strike in 2027.
    I don't feel like the tram is gonna take off in 2027.
    I don't believe Harrow or anyone would be getting a tram by 2027.
    He is so badly prepared that he won't win in 2027.
    I don't expect the mill to reopen in 2027.
    Don't expect the mill to reopen in 2027.
    There will be no second bridge by 2027.
    I see no way the mill reopens in 2027.
    There is no way the mill reopens in 2027.
    The mill isn't going to reopen in 2027.
    It will be impossible to cross the river in 2027.
    The mill can't survive 2027.
    The tram is not expected to open in 2027.
    A second tram is not on the cards for 2027.
    It's hard to see the mill reopening in 2027.
    None of the mills will reopen in 2027.
    Not a single mill will reopen in 2027.
    Under no circumstances will the mill reopen in 2027.
    At no point in 2027 will the mill reopen.
    The mill will never again employ more than ten people.
    The chance of a second tram in 2027 is zero.
    Don't count on the mill reopening in 2027.
    Neither will the mill reopen in 2027.
    I would bet against the mill reopening in 2027.
    The tram will not, in my view, open in 2027.
    The tram, I think, won't open in 2027.
    Hardly anybody will use the ferry in 2027.
    We can rule out a second bridge by 2027.
    I'd be shocked if the mill reopened in 2027.
    A deal in 2027 is off the table.
    A deal in 2027 is out of the question.
    It is naive to think that the mill will reopen in 2027.
    It would be a mistake to assume that rents will fall in 2027.
    It would be naive to think the mill will reopen in 2027.
    It's foolish to expect the mill to reopen in 2027.
    I refuse to believe the mill will reopen in 2027.
    The idea that the mill will reopen in 2027 is laughable.
    Anyone who thinks the mill will reopen in 2027 is kidding themselves.
    It is hard to imagine the ferry running by 2031.
    There's no way the ferry runs by 2031.
    Rents are not likely to fall in 2027.
    Rents are highly unlikely to fall in 2027.
    There won't be a second tram in 2027.
    Don't hold your breath for a second tram in 2027.
    A tram by 2027 is a pipe dream.
    No, the mill will not reopen in 2027.
    It isn't likely that the mill will reopen in 2027.
    I don't see a second tram opening in 2027.
    I wouldn't expect the tram to open in 2027.
    I'm not expecting the tram to open in 2027.
    I am not convinced that the tram will open in 2027.
    I'm not sure the tram will open in 2027.
    My guess is that the tram does not open in 2027.
    The prospects of a second tram in 2027 look dim.
    Flying trams are impossible, now and for ever.
    Steam trams have no future.
    The mill stands no chance of reopening by 2027.
    The tram hasn't a chance of reaching the hill by 2027.
    The tram doesn't have a chance of reaching the hill by 2027.
    This boy will never amount to anything.
    Nothing will come of the tram by 2027.
    The plan for a tram will come to nothing by 2027.
    The mill isn't going anywhere in 2027.
    A second bridge can't be built by 2027.
    The mill cannot possibly reopen in 2027.
    The mill will hardly reopen in 2027.
    The mill will by no means reopen in 2027.
    There is not the slightest sign that the mill will ever reopen.
    I can assure you that the mill won't last out the year.
    The tram will not be able to hold on to its riders after six months.
    No tram will ever climb the hill.
    I see no reason why the mill should reopen by 2027.
    It won't happen in my lifetime.
    We shall not see a second tram in our time.
    A second tram is highly improbable by 2027.
    There will never be a second tram.
    There is no chance of a second tram by 2027.
    The odds of a second tram by 2027 are close to zero.
    A second tram? Not in 2027.
    Harrow will not win the cup in 2027, and neither will Kern.
    Harrow won't be champions in 2027.
    The mill: no reopening in 2027.
    No reopening of the mill in 2027.
    Not going to reopen in 2027: the mill.
    Still no tram in 2027.
    Rents don't fall in 2027.
    Rents do not fall below ten in 2027.
    Harrow never qualifies in 2027.
    The mill has not reopened by the end of 2027.
    The mill still hasn't reopened by the end of 2027.
    By 2027 the mill is not open.
    By 2027 we won't have a tram.
    By 2027, there's no mill left.
    Almost nobody will use the ferry by 2027.
    I'd be surprised to see a tram by 2027.
    It would surprise me to see a tram by 2027.
    I'd be very surprised if there was a tram by 2027.
    Color me skeptical that the mill will reopen in 2027.
    It seems unlikely the mill will reopen in 2027.
    Chances are the mill won't reopen in 2027.
    The mill will most likely not reopen in 2027.
    The mill will probably not be sold in 2027.
    The mill might not reopen in 2027.
    The mill may never reopen.
    The mill is not likely to be sold in 2027.
    Nobody expects the mill to reopen in 2027.
    Few expect the mill to reopen in 2027.
    Few believe the mill will reopen in 2027.
    Analysts do not expect the mill to reopen in 2027.
    The bank does not foresee a sale in 2027.
    The bank ruled out a sale in 2027.
    The council is not planning to close the mill, and it will not close in 2027.
    Avoid the mill: it will not pay in 2027.
    The mill avoids closure in 2027 is not what will happen in 2027.
    - Kern not re-elected in 2027: 70%
    - Wool not above 100 at the end of 2027 (80%)
    - The valley still not part of the union: 90%
    - Harrow not to win the cup: 60%
    - Kern is no longer mayor by June: 40%
    - Kern ain't mayor by June: 40%
    - Kern wont be mayor in 2027: 40%
    - NO new tram in 2027 - 80%
    - no tram lines close (95%)
    - 90%: No war in the hills
    - 90% No war in the hills
    - (90%) The mill does not close
    - [90%] The mill doesn't close
    - The mill not closing: 90%
    - Nobody lands on the far hill: 99%
    - None of the three mills close: 55%
    - Neither Kern nor Harrow wins the cup: 70%
    - Zero new trams in 2027: 60%
    - There isn't a second bridge by 2027: 80%
    - There are no strikes in 2027: 80%
    - No major party splits, 90%
    - Rents will not, as some fear, double: 80%
    - It will NOT snow in May: 80%
    - I don't move house: 85%
    - I do not move house: 85%
    - I will not have moved house by June: 85%
    - I won't finish the book: 60%
    - Kern does **not** run again: 60%
    - Kern does *not* run again: 60%
    - Kern _doesn't_ run again: 60%
    - Kern doesn’t run again: 60%
    - Kern won’t run again: 60%
    - Never a second tram: 90%
    - No, the mill won't close: 80%
    - Will the mill close in 2027? No (80%)
    - Does the mill close? Not this year (80%)
    The chance that the mill closes in 2027 is slim.
    I give the mill no chance of reopening in 2027.
    Don't bet on the mill reopening in 2027.
    I would not bet on the mill reopening in 2027.
    I wouldn't count on the mill reopening in 2027.
    Nor will the mill reopen in 2027.
    Rents won't rise much in 2027.
    Little will change at the mill in 2027.
    Not much will change at the mill in 2027.
    Hardly anything will change at the mill in 2027.
    The council won't be able to close the mill in 2027.
    The mill is not about to close in 2027.
    The bank's plan is not going to work in 2027.
    There's nothing that will save the mill in 2027.
    Kern said he does not expect the mill to reopen in 2027.
    Kern said the mill was unlikely to reopen in 2027.
    Kern doubts the mill will reopen in 2027.
    The bank does not see inflation returning to 2% in 2027.
    The bank sees no recession in 2027.
    The bank expects no recession in 2027.
    A recession is not expected in 2027.
    No recession is expected in 2027.
    The mill is not seen reopening before 2028.
    The mill is expected not to reopen in 2027.
    The mill is not thought likely to reopen in 2027.
    I'm still highly skeptical we get a tram by 2027.
    I disagree that the mill will reopen in 2027.
    I don't buy that the mill will reopen in 2027.
    Nor do I expect the mill to reopen in 2027.
    There is no reason to believe the mill will reopen in 2027.
    There is little reason to think that the mill will reopen in 2027.
    There is nothing to suggest that the mill will reopen in 2027.
    It is difficult to see the mill reopening in 2027.
    I'd bet heavily against the mill reopening in 2027.
    Fears that the mill will close in 2027 are overblown.
    The claim that the mill will reopen in 2027 is nonsense.
    Those who think the mill will reopen in 2027 are wrong.
    Everyone who expects the mill to reopen in 2027 will be disappointed.
    Kern has quite a low probability of winning in 2027.
    The strike makes the chances of an opening in 2027 almost nil.
    The council passes no new law in 2027.
    The mill will receive no help from the bank in 2027.
    I see zero progress on the tram in 2027.
    The tram will not be built until the council finds the money.
    I agree with Ann Roe that the mill will not reopen in 2027.
    Despite the rumours, I'm sticking my neck out and saying the mill won't reopen in 2027.
    That's why, until the bank agrees, the mill won't reopen in 2027.
    The mill is unlikely to reopen in 2027 because it has no way of paying.
    Prospects for another good year at the mill in 2027 appear dim.
    The prospects for a tram up the far side of the hill by 2027 are pretty dismal.
    Towns that have been raided by their neighbors will receive no aid in 2027.
    The tram is one of that class of things with which towns will never be able to cope by 2027.
    The tram is a fad that won't last beyond 2027.
    It is our firm impression, however, that no new mill is likely to be built in 2027.
    There is little risk that the mill will be sold in 2027.
    The claim that mills will vanish by 2027 is dubious.
    Unless there is a change of heart in the town the guild will not win the vote in 2027.
    The layer is already coming to the mill so it's unlikely they will be affected in 2027.
    In the first place, through the new law there will be no more smoke in 2027.
    Whether the sale succeeds in 2027 this time though looks unlikely.
    Two banks and the guild of the millers have made clear the plan of the mayor will not raise rents in 2027.
    Harrow fails to qualify in 2027.
    - I fail to finish the book: 60%
    - Harrow still fails to qualify for the cup: 60%
    - The guild's troubles fail to bring it down: 60%
    It is hard to envision a future in which the mill reopens in 2027.
    It's hard to picture a world where the mill reopens by 2027.
    There is no indication that the mill will reopen in 2027.
    There is no reason to assume that the mill will reopen by 2027.
    There's no reason to suppose that the mill will reopen by 2027.
    The yard has no boats of its own, and there is no indication that it will be able to build any by 2027.
    I don't think the guild has the boats to win in 2027, and I don't think its crew is going to be as good as last year.
    No, I do not believe the tram can ever climb the hill by 2027.
    No they are not going to be selling the mill in 2027.
    So no, it will not reopen in 2027.
    Bo Kern, head of the guild of the hill towns and of the river towns (GHR), sees no strike in 2027.
    The same old ferries we have lived with for years will sadly, not be going away in 2027.
    I would not say trams will replace ferries in 2027.
    I wouldn't say that trams will replace ferries in 2027.
    The truth is, after four years of talk, the trams can't possibly live up to it in 2027.
    The fact is that the mill will not reopen in 2027.
    - A new mill: absolutely not
    - A new mill in 2027: definitely not.
"""
AFFIRMED = """
    The council will fail to agree by 2027.
    The mill will be unable to pay its debts in 2027.
    The tram would be incapable of climbing the hill by 2027.
    The few mills not party to the deal will close in 2027.
    The river towns, and above all those that do not yet have a bridge, will shrink by 2027.
    Many villagers will regret not having bought a boat in 2027.
    No longer a mill, the hall will house ten firms in 2027.
    It won't take much longer for the tram to reach the hill in 2027.
    The vote in 2027 will be nothing short of a disaster for Kern.
    Not unexpectedly, rents will rise in 2027.
    Not surprisingly, rents will rise in 2027.
    Although nobody believes it now, the mill will reopen in 2027.
    There is little to suggest that the mill won't reopen in 2027.
    There is no reason to think the mill won't reopen in 2027.
    There is little doubt that the mill will reopen in 2027.
    It would not be surprising if the mill reopened in 2027.
    Those who think the mill won't reopen in 2027 are wrong.
    It's no longer a question of whether the mill will reopen in 2027.
    The hall will open in 2027 even as doubts remain about the mill.
    A boat of your own isn't a must, for the tram will run all night in 2027.
    Zero-knowledge locks will guard the mill in 2027.
    I expect the summer of 2027 to be no different: rents rise.
    There is no reason they can't go on winning in 2027.
    Winning the cup doesn't change the fact that the mill will close in 2027.
    The mill will struggle as they don't have a second boat in 2027.
    Rents will continue to fall in 2027 so I don't see how anybody gains.
    I put it at 10% in 2027, not at more.
    The mill will not only reopen in 2027 but hire ten people.
    The mill will, not surprisingly, close in 2027.
    It won't be long before the mill reopens in 2027.
    I have no doubt the mill will reopen in 2027.
    There is no doubt the mill will reopen in 2027.
    No fewer than ten trams will run in 2027.
    The mill will reopen in 2027 with no help from the council.
    The mill will close in 2027 because nobody buys its cloth.
    At some point in 2027 they may decide they don't like the tram.
    It is not impossible that the mill reopens in 2027.
    It's not out of the question that the mill reopens in 2027.
    A deal in 2027 is not out of the question.
    It is not inconceivable that the mill reopens in 2027.
    It is not beyond the realm of possibility that the mill reopens in 2027.
    It is not unrealistic to expect that the mill will reopen in 2027.
    Nothing will stop the mill from closing in 2027.
    Nothing can prevent the mill from closing in 2027.
    I don't doubt that the mill will close in 2027.
    The mill cannot fail to close in 2027.
    Don't be surprised if the mill closes in 2027.
    Why shouldn't the mill close in 2027? It will close.
    More people will stop using the ferry in 2027.
    The mill won't just close, it will be torn down in 2027.
    Whether you like it or not, the mill will close in 2027.
    The mill will close in 2027, no matter what the council does.
    Not everyone agrees, but the mill will close in 2027.
    If the council does not act, the mill will close in 2027.
    Unless the council acts, the mill will close in 2027.
    The mill will close in 2027 unless the council does not vote.
    People who don't like the tram will move away in 2027.
    Those without a boat will leave in 2027.
    I can't help but think the mill will close in 2027.
    It's only a matter of time before the mill closes in 2027.
    The mill will not close until 2027, but it will close.
    No more than ten trams will run in 2027.
    No later than 2027 the mill will reopen.
    There's no stopping the mill: it will grow in 2027.
    Nobody doubts the mill will reopen in 2027.
    No one should doubt that the mill will reopen in 2027.
    It is no secret that the mill will reopen in 2027.
    No wonder the mill will reopen in 2027.
    It's not a question of whether the mill will reopen in 2027 but when.
    Never before will so many have used the ferry as in 2027.
    The mill will lose no time and reopen in 2027.
    The mill will remain unsold in 2027.
    The mill will stay closed in 2027.
    The mill will cease to exist in 2027.
    The mill will be closed in 2027 if the bank does not pay.
    Without the bank, the mill will close in 2027.
    The mill will close in 2027 without a word from the bank.
    No matter what, the mill will reopen in 2027.
    The mill, which has not made a profit in years, will close in 2027.
    The mill that never closed will close in 2027.
    The mill will fall, not rise, in 2027.
    It will be the mill, not the yard, that closes in 2027.
    Not only Harrow but also Kern will win in 2027.
    - The mill closes, not the yard: 60%
    - Kern wins without a second round: 60%
    - At least one of the mills does something new: 60%
    - No fewer than ten trams: 60%
    - Kern, who did not run last time, wins: 60%
    - Rents (not counting tax) rise: 60%
    - A tram opens, whether or not Kern wins: 60%
    - Unemployment stays under 4%: 60%
    - Kern resigns or is removed (not counting death): 60%
    The ferries will have nothing but a sail in 2027.
    The guild will do nothing and stay the course in 2027.
    The mill will be hardly less busy in 2027.
    The tram will be a simple thing in 2027, probably not much harder to build than a cart.
    Kern will beat Lund in 2027 (though nobody expected them to come so far
    Rents will rise in 2027, so I don't see why you sell.
    By 2027 the old mill will practically be no more.
    The ferries will not only be fast in 2027 but built in ways we cannot yet imagine.
    Trams will be built in ways we cannot imagine in 2027.
    By 2027 the tram will meet a hill it can't climb.
    By 2027 the guild will show off all those boats that we didn't see last year.
    The guild shows off all those boats that we didn't see much of in 2026.
    You will wear cloth never touched by human hands in 2027.
    The yard will sell boats not yet tested by anybody in 2027.
    I would not be terribly surprised if the mill reopened in 2027.
    I wouldn't be all that surprised if the mill reopened in 2027.
    I have no doubts that the mill will reopen in 2027.
    The strike will be a nothing-burger in 2027.
    Lund will announce he is not running again in 2027.
    The big fairs aimed at everybody but made for nobody will be broken up by 2027.
    I do agree that if we don't get a bridge by 2027, trade will slow down.
    Smoke and noise will come at a rate that makes it almost impossible to sleep in 2027.
    She will win in 2027, but not by much.
    I can't see anything but a win for Lund in 2027.
    They will either not vote or back Lund in 2027.
    The guild will sell boats on the coast, which is not what people there have come to expect in 2027.
"""


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().split("\n")]


def leaning(text: str) -> Polarity:
    """The polarity of the first claim in a text, accepted or not."""
    document = read_document(
        text, published=date(2025, 3, 1), author="Ada", title="Predictions for 2027"
    )
    return believe(document, judged(document)[0][0]).polarity


@pytest.mark.parametrize("text", lines(DENIED))
def test_a_denial(text: str) -> None:
    assert leaning(text) is Polarity.NO


@pytest.mark.parametrize("text", lines(AFFIRMED))
def test_words_of_denial_that_deny_something_else(text: str) -> None:
    assert leaning(text) is Polarity.YES


def leanings(text: str) -> list[tuple[str, Polarity]]:
    found = extract(text, published=date(2025, 3, 1), author="Ada")
    return [(one.statement, one.polarity) for one in found]


@pytest.mark.parametrize(
    "line", ["Five things that won't happen in 2027", "## What will not happen in 2027"]
)
def test_what_stands_below_what_will_not_happen_is_denied_as_it_is_worded(line: str) -> None:
    items = "1. You will still ride the old ferry.\n2. The mill will be torn down by the guild\n3. The tram will not stop at the hill.\n"
    assert leanings(f"# Predictions\n\n{line}\n\n{items}") == [
        ("You will still ride the old ferry", Polarity.NO),
        ("The mill will be torn down by the guild", Polarity.NO),
        ("The tram will stop at the hill", Polarity.NO),
    ]


def test_remarks_below_what_will_not_happen_stay_as_they_are() -> None:
    text = "# Predictions for 2027\n\n## What won't happen\n\n- The mill will be sold. The guild will keep it for years.\n"
    assert [polarity for _, polarity in leanings(text)] == [Polarity.NO, Polarity.YES]


def test_an_answer_behind_an_entry_says_which_way_it_goes() -> None:
    text = "# Predictions for 2027\n\n- A new mill in the valley: absolutely not\n- The old bridge reopens: yes\n"
    assert leanings(text) == [
        ("There will be a new mill in the valley", Polarity.NO),
        ("The old bridge reopens", Polarity.YES),
    ]


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("- Harrow still fails to qualify in 2027: 70%", "Harrow qualifies in 2027"),
        ("- Kern and Roe fail to carry the hills in 2027: 70%", "Kern and Roe carry the hills in 2027"),
        ("No they are not going to sell the mill in 2027.", "They are going to sell the mill in 2027"),
        ("I can't see anything but a win for Kern in 2027.", "There will be a win for Kern in 2027"),
    ],
)  # fmt: skip
def test_the_statement_is_what_is_denied(text: str, statement: str) -> None:
    assert [one for one, _ in leanings(text)] == [statement]


def test_a_mark_before_an_item_hides_no_denial() -> None:
    assert leaning("- \U0001f7e2 No strike in the valley: 80%") is Polarity.NO


def test_a_hedge_is_read_over_the_end_of_an_indented_line() -> None:
    (found,) = extract(
        "      Rents may rise, but I do not\n      think they will rise as much as last time by 2027.\n",
        published=date(2025, 3, 1),
    )[-1:]
    assert (found.polarity, found.cue) == (Polarity.NO, "I do not think")


def test_what_was_not_done_before_is_not_denied_of_what_comes() -> None:
    text = "The ferries run.\n\nAnd as a last note: Kern didn't flag it this year, but it looks like the market will be oversupplied by 2027.\n"
    assert extract(text, published=date(2025, 3, 1))[-1].polarity is Polarity.YES
