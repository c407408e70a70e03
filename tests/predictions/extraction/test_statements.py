"""Statements stand alone: no speaker, no hedge, no condition, no markup, nothing left open."""

from datetime import date

import pytest

from predictions.candidate import Candidate, Polarity
from predictions.extraction import extract
from predictions.extraction.wording.agreement import subject_in
from predictions.extraction.wording.plain import plain, tidy
from predictions.extraction.wording.statement import affirm


def read(text: str) -> tuple[Candidate, ...]:
    return extract(text, published=date(2026, 3, 1), author="Ann")


def worded(
    quote: str, *, denied: bool = False, number: str = "", condition: str | None = None
) -> str:
    return affirm(quote, denied=denied, number=number, condition=condition)


@pytest.mark.parametrize(
    ("quote", "statement"),
    [
        ("The bank expects rents to fall by a tenth", "Rents will fall by a tenth"),
        ("Analysts expect the yard to close", "The yard will close"),
        ("The bank (our largest) expects rents to fall", "Rents will fall"),
        ("the harbour company expects to hire fifty people", "The harbour company will hire fifty people"),
        ("We should expect this fashion to pass", "This fashion will pass"),
        ("the ministry sees growth at 2 percent", "Growth will be at 2 percent"),
        ("The institute predicts a mild winter", "There will be a mild winter"),
        ("the consensus is for rates to rise in May", "Rates will rise in May"),
        ("The mayor said on Monday that the tram will be late", "The tram will be late"),
        ("Some think there's a good chance we'll see a strike", "There will be a strike"),
        ("The weir said it expected to add ten gates", "The weir will add ten gates"),
        ("My guess is that the mill closes", "The mill closes"),
        ("One bet is that, by 2028, a ferry sinks", "By 2028, a ferry sinks"),
        ("It seems to me that the bridge will hold", "The bridge will hold"),
        ("I find it hard to imagine the quarry reopening in 2027", "The quarry will reopen in 2027"),
        ("I can see the ferries moving upstream", "The ferries will move upstream"),
        ("The guild, which owns the yard, expects output to fall", "Output will fall"),
        ("For 2027, they expect a small rise", "For 2027, there will be a small rise"),
        ("We expect to see higher rents", "There will be higher rents"),
        ("We don't expect to see rents fall", "Rents will fall"),
        ("We expect the flood in May", "The flood in May"),
        ("there was a good chance coal would double in price", "Coal would double in price"),
        ("Kern is very likely going to win", "Kern is going to win"),
        ("for they will live by the weir", "They will live by the weir"),
        ("Output--in tonnes--is forecast to fall", "Output--in tonnes--will fall"),
        ("I suppose that no ferry will sail", "No ferry will sail"),
        ("My neighbour swears that the weir will break", "The weir will break"),
        ("It's a fairly safe bet that fares drop", "Fares drop"),
        ("Output can be expected to fall", "Output will fall"),
        ("the sale of the yard is unlikely", "The sale of the yard will happen"),
        ("A wave of strikes is very likely this year", "There will be a wave of strikes this year"),
        ("Anna Kern, who will be the nominee", "Anna Kern will be the nominee"),
        ("The yard will close, the union warned on Friday", "The yard will close"),
        ("The yard, the union warned, will close", "The yard will close"),
        ("and the yard will close", "The yard will close"),
        ("I'd be surprised if the yard were still open", "The yard will still be open"),
        ("We would be shocked if it wasn't sold", "It won't be sold"),
    ],
)  # fmt: skip
def test_who_says_it_and_that_they_think_so_comes_off(quote: str, statement: str) -> None:
    assert worded(quote) == statement


@pytest.mark.parametrize(
    "quote",
    [
        "Users will expect their phones to pay for themselves",  # what they expect is what comes
        "The official forecast for the valley will be wrong",
        "Having the council think about the weir would cost a year",
        "The United States will join the pact",
        "Projects like the weir will fail",
        "The expected deficit will be higher than in 2025",
        "Grain spending growth forecast below 3% for 2027",
        "Something similar to this will follow",
        "Two-thirds of the projected losses will fall on the coast",
    ],
)
def test_words_of_saying_that_are_nouns_or_the_claim_itself_stay(quote: str) -> None:
    assert worded(quote) == quote


@pytest.mark.parametrize(
    ("quote", "statement"),
    [
        ("The weir may well break", "The weir will break"),
        ("Rents could easily double by 2030", "Rents will double by 2030"),
        ("The tram is now widely expected to be late", "The tram will be late"),
        ("Rates are set to rise", "Rates will rise"),
        ("Sales projected by the guild to reach 9,000", "Sales will reach 9,000"),
        ("Turnout looks like it may fall", "Turnout will fall"),
        ("People may have walked on Venus by 2090", "People will have walked on Venus by 2090"),
        ("Kern will in all likelihood lose", "Kern will lose"),
        ("A storm that could flood the valley will come by May", "A storm that could flood the valley will come by May"),
        ("By May the weir will be as safe as may be", "By May the weir will be as safe as may be"),
        ("The dam could have held", "The dam could have held"),
    ],
)  # fmt: skip
def test_words_of_probability_come_off_and_will_stands_for_may(quote: str, statement: str) -> None:
    assert worded(quote) == statement


@pytest.mark.parametrize(
    ("quote", "number", "statement"),
    [
        ("Kern has a 7% chance of being re-elected", "7%", "Kern will be re-elected"),
        ("Kern has only a 30% chance to win", "30%", "Kern will win"),
        ("there is a 40 percent chance of a dry season", "40 percent", "There will be a dry season"),
        ("I'm putting it at about 60% that there will be a strike", "60%", "There will be a strike"),
        ("The yard is sold by order of the court: 0.15", "0.15", "The yard is sold by order of the court"),
        ("Kern wins the cup (70% confidence, small stake)", "70%", "Kern wins the cup"),
        ("Output will fall from 3% to 2%", "", "Output will fall from 3% to 2%"),
        ("Ilmen may rise 4 percent", "", "Ilmen will rise 4 percent"),
        ("A mill burns down (< 1%)", "", "A mill burns down"),
        ("The mill is sold, with a confidence of 65%", "65%", "The mill is sold"),
        ("The mill is sold \u2192 65%", "65%", "The mill is sold"),
        ("45%   The court voids the sale", "45%", "The court voids the sale"),
        ("The market has a 73% chance of the mill being sold", "73%", "The mill will be sold"),
        ("a median of 18% (10th: 8%, 90th: 35%)", "", "A median of 18% (10th: 8%, 90th: 35%)"),
        ("there's a 30% chance the mill is sold", "30%", "The mill is sold"),
        ("in the next ten years there is a 30% chance that it floods", "30%", "In the next ten years, it floods"),
        ("The 40% chance of rain is the lowest of the year", "40%", "The 40% chance of rain is the lowest of the year"),
        ("The odds are 9 in 10 that Oslo bans cars", "9 in 10", "Oslo bans cars"),
        ("The probability now stands at 40% that rents fall", "40%", "Rents fall"),
        ("Chances are only about 20% that the ferry sinks", "20%", "The ferry sinks"),
        ("The odds are 9 in 10 for Oslo", "9 in 10", "The odds are 9 in 10 for Oslo"),
    ],
)  # fmt: skip
def test_only_the_number_of_the_claim_comes_off(quote: str, number: str, statement: str) -> None:
    assert worded(quote, number=number) == statement


@pytest.mark.parametrize(
    ("quote", "statement"),
    [
        ("nor will the mill be rebuilt", "The mill will be rebuilt"),
        ("not only will the guild pay", "The guild will pay"),
        ("the mill doesn't necessarily close", "The mill closes"),
        ("none of that will be built", "Some of that will be built"),
        ("before 2030, no mill will close", "Before 2030, some mill will close"),
        (
            "the mill will not be sold until the bank agrees",
            "The mill will be sold before the bank agrees",
        ),
        (
            "Until the bank agrees, the mill will not be sold",
            "Before the bank agrees, the mill will be sold",
        ),
        ("the mill won't be sold either", "The mill will be sold"),
        ("the mill isn't expected to be sold", "The mill will be sold"),
        ("Don't expect rents to fall before 2031", "Rents will fall before 2031"),
        ("It's foolish to expect the mill to open", "The mill will open"),
    ],
)
def test_a_denial_before_its_subject_is_turned_round(quote: str, statement: str) -> None:
    assert worded(quote, denied=True) == statement


@pytest.mark.parametrize(
    ("quote", "condition", "statement"),
    [
        ("If rents rise, shops will close", "If rents rise", "Shops will close"),
        ("even if rents rise, then shops will close", "if rents rise", "Shops will close"),
        ("shops will close, but only if rents rise", "if rents rise", "Shops will close"),
        ("unless rents (and rates) fall, shops will close", "unless rents", "Shops will close"),
        ("If rents rise, trouble", "If rents rise", "If rents rise, trouble"),  # no claim is left
    ],
)
def test_the_condition_stands_beside_the_statement(
    quote: str, condition: str, statement: str
) -> None:
    assert worded(quote, condition=condition) == statement


def test_what_is_expected_before_the_quote_will_be() -> None:
    quote = "it to settle, and for trade to slow"
    assert affirm(quote, denied=False, before="we expect ").startswith("It will settle")


def test_a_pronoun_behind_a_condition_is_who_is_in_it() -> None:
    (found,) = read("If the mill loses its contract, it will close by 2028.")
    assert found.condition == "If the mill loses its contract"
    assert found.statement == "The mill will close by 2028"


@pytest.mark.parametrize(
    ("quote", "statement"),
    [
        ("the &ldquo;old&rdquo; mill won&rsquo;t close", 'The "old" mill will close'),
        ("the mill will\n> > be sold", "The mill will be sold"),
        ("\U0001f7e2 The mill is sold", "The mill is sold"),
        ('the mill will be a "ruin', 'The mill will be a "ruin"'),
        ('the mill will be a ruin" and nobody pays', "The mill will be a ruin and nobody pays"),
        ("the mill (in the valley will be sold", "The mill (in the valley will be sold)"),
        ("the mill will be sold)", "The mill will be sold"),
        ('"The mill will be sold"', "The mill will be sold"),
        ("eBay buys the mill  this  year ,", "eBay buys the mill this year"),
        ("<p>The mill</p><p>will be sold</p>", "The mill will be sold"),
    ],
)
def test_no_markup_is_left_and_nothing_is_left_open(quote: str, statement: str) -> None:
    assert worded(quote, denied="won" in quote) == statement


def test_what_is_plain_and_tidy_stays_so() -> None:
    for quote in ("The mill (old) will be sold", '"Old" mills rule', "€5 buys a loaf in 2030"):
        assert tidy(plain(quote)) == quote


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        # The conjunction that was cut off belongs to the first half.
        ("As rents are rising in the valley, they will close the shops by 2028.", "As rents are rising in the valley, they will close the shops by 2028"),
        ("With the bridge now closed, the ferry will carry twice as many by 2028.", "The ferry will carry twice as many by 2028"),
        # What is said of the chance is no part of the claim.
        ("I think the chance that the weir breaks before 2029 is still low.", "The weir breaks before 2029"),
        ("The guild has debts. It will be sold by 2030.", "The guild will be sold by 2030"),
        ("Anna Kern is popular. She will win the vote in 2027.", "Anna Kern will win the vote in 2027"),
        # Nobody can tell: the pronoun stays, and the check asks.
        ("I saw the mill and the yard. It will be sold by 2030.", "It will be sold by 2030"),
        ("The pumps are old. It will be sold by 2030.", "It will be sold by 2030"),
    ],
)  # fmt: skip
def test_what_leans_on_its_surroundings_is_filled_in_only_where_they_are_sure(
    text: str, statement: str
) -> None:
    assert read(text)[-1].statement == statement


def test_an_item_that_goes_on_takes_the_words_of_the_one_above() -> None:
    found = read(
        "# Predictions for 2026\n\n- The guild builds at least 20 boats: 75%\n  - ...at least 40 boats: 25%\n"
        "- The ferry carries 3,000 people (by its own count): 80%\n- ...4,000: 40%\n- ...and wins the prize: 5%\n"
    )
    assert [c.statement for c in found] == [
        "The guild builds at least 20 boats",
        "The guild builds at least 40 boats",
        "The ferry carries 3,000 people (by its own count)",
        "The ferry carries 4,000 people",
        "The ferry carries 4,000 people and wins the prize",
    ]


@pytest.mark.parametrize(
    ("item", "statement"),
    [
        ("A strike in the harbour", "There will be a strike in the harbour"),
        ("The ferry fare to drop in spring", "The ferry fare will drop in spring"),
        ("The guild decides to move to the valley", "The guild decides to move to the valley"),
        ("It's going to be a dry year", "It's going to be a dry year"),
        ("Boats looking to moor will pay twice", "Boats looking to moor will pay twice"),
        ("The guild will manage to sell it", "The guild will manage to sell it"),
    ],
)
def test_an_item_that_is_no_sentence_becomes_one(item: str, statement: str) -> None:
    found = read(f"# My predictions for 2027\n\n- {item}\n- The mill will be sold\n")
    assert found[0].statement == statement


def test_what_an_if_clause_doubts_is_not_what_the_claim_doubts() -> None:
    (found,) = read("If a buyer is unlikely to come, the mill will be torn down by 2027.")
    assert (found.polarity, found.probability) == (Polarity.YES, None)
    assert found.statement == "The mill will be torn down by 2027"


@pytest.mark.parametrize(
    ("text", "polarity", "statement"),
    [
        ("It will be impossible to hold the weir by 2028.", Polarity.NO, "It will be possible to hold the weir by 2028"),
        ("The guild will be smart enough not to sell the mill in 2027.", Polarity.YES, "The guild will be smart enough not to sell the mill in 2027"),
        ("The weir will break not too far from now, by May 2027.", Polarity.YES, "The weir will break not too far from now, by May 2027"),
        ("Before 2030, no ferry will sink in the sound.", Polarity.NO, "Before 2030, some ferry will sink in the sound"),
    ],
)  # fmt: skip
def test_the_statement_says_what_its_polarity_is_about(
    text: str, polarity: Polarity, statement: str
) -> None:
    (found,) = read(text)
    assert (found.polarity, found.statement) == (polarity, statement)


def test_a_condition_without_a_comma_ends_where_the_claim_begins() -> None:
    (found,) = read("If the guild loses the vote it will leave the harbour in 2027.")
    assert found.condition == "If the guild loses the vote"
    assert found.statement == "The guild will leave the harbour in 2027"


def test_a_bare_name_has_the_heading_that_says_what_it_is_for() -> None:
    found = read(
        "# My prize predictions 2026\n\n## Best Boat\n\n- Grey Heron (60%)\n- Old Otter (10%)\n"
    )
    assert [c.statement for c in found] == [
        "Grey Heron will win Best Boat",
        "Old Otter will win Best Boat",
    ]


def test_a_doubt_in_the_words_of_the_denial_is_affirmed() -> None:
    (found,) = read("The weir probably won't be rebuilt by 2028.")
    assert (found.polarity, found.statement) == (Polarity.NO, "The weir will be rebuilt by 2028")


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("However, the old mill in the valley is closed", "the old mill in the valley"),
        ("In spring, boats are cheap", "boats"),
        ("There is nothing", None),
        ("What the guild wants is clear", None),
        ("The guild and, they say, its boats are gone", None),
        ("Continual baking increases the smell", "Continual baking"),
        ("House building slows", "House building"),
        ("Kern running wins votes", None),
    ],
)
def test_the_subject_of_a_clause_is_a_plain_noun_or_none(text: str, subject: str | None) -> None:
    assert subject_in(text) == subject


@pytest.mark.parametrize("number", ["70%", "70 %", "70\u00a0%", "70\u202f%"])
@pytest.mark.parametrize("given", ["({})", ": {}", ", {} likely"])
def test_a_number_comes_off_however_its_sign_is_set(number: str, given: str) -> None:
    text = f"If rates stay above 4 %, the mill will close by 2027{given.format(number)}."
    [one] = read(text.replace("2027(", "2027 ("))
    assert (one.statement, one.probability) == ("The mill will close by 2027", 0.7)
    assert one.condition == "If rates stay above 4 %"


@pytest.mark.parametrize(
    "added",
    ["and I am 70% sure of that", "I'm about 70% confident", "and we are 70% certain of it"],
)
def test_how_sure_somebody_says_they_are_behind_a_claim_comes_off(added: str) -> None:
    [one] = read(f"If the council agrees, cargo will double by 2031, {added}.")
    assert (one.statement, one.probability) == ("Cargo will double by 2031", 0.7)


@pytest.mark.parametrize(
    "text",
    [
        "I expect that repeal of the wool act would cost three hundred jobs by 2028.",
        "I expect that any further cut would cost three hundred jobs by 2028.",
    ],
)
def test_a_condition_that_is_the_subject_stays_in_the_statement(text: str) -> None:
    (found,) = read(text)
    assert found.condition is not None
    assert found.statement.startswith(found.condition[0].upper() + found.condition[1:] + " would")


def test_what_is_said_of_a_claim_behind_it_is_not_in_its_statement() -> None:
    (found,) = read("I predict this: fears that the mill will close in 2028 are overblown.")
    assert (found.polarity, found.statement) == (Polarity.NO, "The mill will close in 2028")


@pytest.mark.parametrize(
    ("quote", "statement"),
    [
        ("Undoubtedly, the mill will close", "The mill will close"),
        ("Anyhow, ten years from now the mill will be a hall", "Ten years from now the mill will be a hall"),
        ("The mayor admitted that the tram will be late", "The tram will be late"),
        ("Two banks have made clear the tram will be late", "The tram will be late"),
        ("It is our impression, however, that the tram will be late", "The tram will be late"),
        ("Still, waters will rise", "Still, waters will rise"),
    ],
)  # fmt: skip
def test_what_leads_on_and_who_admits_it_come_off(quote: str, statement: str) -> None:
    assert worded(quote) == statement


def test_a_confidence_that_is_given_twice_comes_off_twice() -> None:
    text = "# Predictions\n\n- The price of oil will rise by May, with a confidence of 70%. (Confidence: 70%)\n"
    (found,) = read(text)
    assert (found.statement, found.probability) == ("The price of oil will rise by May 2026", 0.7)


@pytest.mark.parametrize(
    ("quote", "statement"),
    [
        ("There won't be any course correction", "There will be some course correction"),
        ("The sequel won't be any good", "The sequel will be good"),
        ("The town won't make any more trams", "The town will make any more trams"),
        ("The towns will receive no aid from the guild", "The towns will receive some aid from the guild"),
    ],
)  # fmt: skip
def test_any_of_a_denial_is_some_of_what_it_denies(quote: str, statement: str) -> None:
    (found,) = read(f"{quote}.")
    assert (found.statement, found.polarity) == (statement, Polarity.NO)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("The tendency of towns to grow is not new.", "The tendency of towns to grow"),
        ('"Small boats" will be built.', "Small boats"),
        ("Will the mill close?", None),
    ],
)
def test_the_subject_of_a_sentence(text: str, subject: str | None) -> None:
    assert subject_in(text) == subject


@pytest.mark.parametrize(
    ("quote", "statement"),
    [
        ("Harrow should win comfortably in 2027", "Harrow will win comfortably in 2027"),
        ("We should see rain by May", "We will see rain by May"),
        ("The mill will no doubt be sold", "The mill will be sold"),
        ("Not only will we repair the mill", "We will repair the mill"),
        ("In my very own opinion, ferries will win", "Ferries will win"),
        ("We should ban the ferries by May", "We should ban the ferries by May"),
        ("You should see the mill by May", "You should see the mill by May"),
        ("It should be noted that rents are high", "It should be noted that rents are high"),
        ("Wars will be fought over which boats people should use", "Wars will be fought over which boats people should use"),
        ("The town should have sold the mill", "The town should have sold the mill"),
    ],
)  # fmt: skip
def test_what_should_come_will_but_what_should_be_done_stays(quote: str, statement: str) -> None:
    assert worded(quote) == statement


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("Kern predicted that rents would rise by a tenth in 2027.", "Rents will rise by a tenth in 2027"),
        ("The guild said it would not sell the mill in 2027.", "The guild will sell the mill in 2027"),
        ("A ban would hurt the mill in 2027.", "A ban would hurt the mill in 2027"),
        ("Kern said a ban would hurt the mill in 2027 if it came.", "A ban would hurt the mill in 2027"),
    ],
)  # fmt: skip
def test_the_would_of_what_somebody_said_is_a_will(text: str, statement: str) -> None:
    assert [c.statement for c in read(f"Some words stand before it.\n\n{text}")] == [statement]
