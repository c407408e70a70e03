"""Whether a sentence gives its claim to somebody else: one for each way of doing so, or only seeming to."""

from datetime import date

import pytest

from predictions.extraction import extract
from predictions.extraction.deciding.accepting import judged
from predictions.extraction.layout.document import read_document
from predictions.extraction.voices.authorship import author_of

HEAD = "Notes from the valley.\n\n"
GIVEN = """
    Kern is forecast to win in 2027, analysts say.
    The Wool Board's forecast is for growth of 2% in 2027.
    Growth will slow to 2% in 2027, a poll of 30 economists showed.
    Goldcrest analysts expect rents to rise by 2027.
    In its annual report, the bank said rents would rise by 2027.
    The study, published in Wool Letters, projects that rents will double by 2027.
    Kern believes rents will double by 2027.
    Some say rents will double by 2027.
    My brother thinks rents will double by 2027.
    Most of my friends think Kern will win in 2027.
    Experts predict rents will double by 2027.
    It is widely expected that rents will double by 2027.
    Rumour has it that the mill will close by 2027.
    Word is that the mill will close by 2027.
    Bookmakers think Kern will win in 2027.
    Polls suggest Kern will win in 2027.
    Kern tweeted: "Rents will double by 2027."
    Rents will double by 2027, Kern writes.
    Rents will double by 2027 (Kern, 2019).
    Kern (2019) predicts that rents will double by 2027.
    Kern et al. estimate that rents will double by 2027.
    Harrow Council says that it will build a tram by 2027.
    He said he would be surprised if rents fell by 2027.
    Futurist Ann Roe envisions trams on every hill by 2040.
    Ann Roe, a futurist, told the Post that trams will run by 2040.
    As Ann Roe put it, trams will run by 2040.
    According to Ann Roe, trams will run by 2040.
    Ann Roe: "Trams will run on every hill by 2040."
    In Kern's view, trams will run by 2040.
    Kern's prediction is that trams will run by 2040.
    Kern has long argued that trams will run by 2040.
    Kern is convinced that trams will run by 2040.
    Kern is sure that trams will run by 2040.
    Kern, who runs the yard, is confident the tram will run by 2040.
    The company expects to open three mills in 2027.
    The company said it expected to open three mills in 2027.
    Officials warned that the dam could break by 2027.
    Scientists at Harrow University say the glacier will be gone by 2040.
    Researchers have predicted that the glacier will be gone by 2040.
    A new report warns that the glacier will be gone by 2040.
    The glacier will be gone by 2040, a new study has found.
    The glacier will be gone by 2040, scientists have warned.
    The glacier is projected to vanish by 2040.
    Trams are expected to carry half of all commuters by 2040.
    "Trams will run by 2040," Kern said.
    "Trams," Kern said, "will run on every hill by 2040."
    Kern told me that trams will run by 2040.
    Kern promised that trams will run by 2040.
    The market is pricing in a 40% chance of a cut by June 2027.
    The author argues that trams will run by 2040.
    Kern goes further: trams will run on every hill by 2040.
    Kern's thesis: trams will run on every hill by 2040.
    Her main point is that trams will run by 2040.
    His bet is that trams will run by 2040.
    The paper's central claim is that trams will run by 2040.
    Kern puts the odds of trams by 2040 at 40%.
    Asked about trams, Kern said they would run by 2040.
    Kern's answer: trams will run by 2040.
    One commenter predicted that trams will run by 2040.
    Some respondents said trams will run by 2040.
    A third of experts believe trams will run by 2040.
    The average forecaster expects trams to run by 2040.
    Optimists believe trams will run by 2040.
    Proponents argue that trams will run by 2040.
    The doubters argue that trams will not run by 2040.
    Skeptics think trams will not run by 2040.
    The hope among investors is that trams will run by 2040.
    The thinking at the bank is that trams will run by 2040.
    Kern makes the case that trams will run by 2040.
    Kern concluded by saying that trams will run by 2040.
    Kern went on to predict that trams will run by 2040.
    He goes on to say that trams will run by 2040.
    Kern imagines a world in which trams run by 2040.
    By Kern's reckoning, trams will run by 2040.
    Kern thinks it likely that trams will run by 2040.
    The optimists' view is that trams will run by 2040.
    Over 60% of respondents expect trams to run by 2040.
    The median forecaster gives trams a 40% chance of running by 2040.
    The experts gave trams a 40% chance of running by 2040.
    The scenario predicts that trams will run by 2040.
    Kern speculated that trams could run by 2040.
    Kern's guess: trams run by 2040.
    Kern lays out a future in which trams will run by 2040.
    Kern's argument is that trams will run by 2040.
    Kern dismisses this and says that trams will run by 2040.
    Kern warns of trams on every hill by 2040.
    The authors find that trams will run by 2040.
    The guest's prediction: trams will run by 2040.
    The speaker noted that trams will run by 2040.
    Ann Roe and others believe trams will run by 2040.
    The company's chief, Ann Roe, expects trams to run by 2040.
    The company says trams will run by 2040, with Roe adding that fares will fall by 2041.
    It is claimed that trams will run by 2040.
    We are told that trams will run by 2040.
    I keep hearing that trams will run by 2040.
    I am told that trams will run by 2040.
    The official line is that trams will run by 2040.
    There are those who believe trams will run by 2040.
    There is a view that trams will run by 2040.
    There is widespread belief that trams will run by 2040.
    Rents will double on every hill by 2040, as noted by Ann Roe.
    Drawing on Kern's outlook, rents will double by 2040.
    Some users expect trams to run by 2040, noting that fares will fall by 2041.
    Current projections have the valley growing to 9,000 people by 2040.
    Kern hears of few buyers and expects rents to fall by 2040.
    Expert surveys put 50% odds on trams by 2040.
    The consensus view among most weavers is that rents will double by 2027.
    Bulls see rents of 40 crowns by 2027.
    On the bank: Reports that it will close its mill by 2027.
    Unlike Lund, Kern says he doubts that rents will double by 2027.
    [This study](https://a.example/x) suggests that rents will double by 2027.
    So the set of rumors (I never thought I would sink so low) is that the mill will close by 2027.
    A lot of millers I know say that the mill will close by 2027.
    The guild's statement seems to imply that the mill will close by 2027.
    Anna Kern and Bo Lund make a good point that the mill will close by 2027.
    Woolcast has its median forecast for the tram at 2040.
    Kern later raised her forecast for rents to 40 crowns by 2027.
"""
OWN = """
    My co-author and I argue that trams will run by 2040.
    Critics will say I'm wrong, but trams will run by 2040.
    The main point is that trams will run by 2040.
    The idea is that trams will run by 2040.
    For trams, 2040 will be a good year.
    To Kern's surprise, trams will run by 2040.
    Users will expect trams on every hill by 2040.
    Half the trams will run at night by 2040.
    Participants will vote on trams in 2027.
    The upshot: trams will run on every hill by 2040.
    My answer: trams will run by 2040.
    My main point is that trams will run by 2040.
    My bet is that trams will run by 2040.
    One thing is clear: trams will run by 2040.
    The hope of the hills, the tram, will run by 2040.
    They are certain to lose the vote in 2027.
    The yard is sure to close in 2027.
    February forecasts for the valley: rain will fall in 2027.
    Global projects like the tram will fail by 2040.
    Even the optimists will be surprised when trams run by 2040.
    Most readers will disagree, but trams will run by 2040.
    The consensus will shift, and trams will run by 2040.
    The consensus is wrong: trams will run by 2040.
    Contrary to the consensus, trams will run by 2040.
    Conventional wisdom is wrong and trams will run by 2040.
    I disagree with Kern: trams will run by 2040.
    Kern's tram will run by 2040.
    Kern's plan means that trams will run by 2040.
    Some might say it is mad, but I expect trams by 2040.
    Kern suggests that it is mad, but I think that trams will run by 2040.
    Ann Roe says it is mad, but I believe trams will run by 2040.
    The results will be out in 2027.
    Voters want trams and will get them by 2040.
    The market expects too much, and shares will fall by 2027.
    The yard will grow, and the plan is certain to fail by 2040.
    I agree with Kern that rents will double by 2027.
    Unlike Kern, I think rents will double by 2027.
    Like Kern, I expect rents to double by 2027.
    People say I am wrong, but rents will double by 2027.
    Kern was right about the mill, and rents will double by 2027.
    You might think otherwise, but rents will double by 2027.
    We expect rents to double by 2027.
    Our forecast is that rents will double by 2027.
    My prediction: rents double by 2027.
    Kern will win in 2027.
    The bank will raise rates in 2027.
    The council will announce that the mill will close in 2027.
    Trust me, rents will double by 2027.
    Let me tell you: rents will double by 2027.
    The report will be published in 2027, and rents will double.
    Kern will be seen as a hero by 2027.
    Analysts will be surprised when rents double in 2027.
    Consumers will think twice before buying wool in 2027.
    People will believe that trams are magic by 2040.
    I told Kern that rents would double by 2027.
    I said last year that rents would double by 2027.
    As I wrote in May, rents will double by 2027.
    In my opinion, rents will double by 2027.
    If you ask me, rents will double by 2027.
    Believe it or not, rents will double by 2027.
    The numbers show it: rents will double by 2027.
    The state of the roads means that rents will double by 2027.
    The United States will elect a new president in 2028.
    The claim that wool is dead will look silly by 2027.
    I've said it before: rents will double by 2027.
    Needless to say, rents will double by 2027.
    That said, rents will double by 2027.
    Like I said, rents will double by 2027.
    Say what you will, rents will double by 2027.
    It goes without saying that rents will double by 2027.
    The fact is that rents will double by 2027.
    My model says rents will double by 2027.
    My gut tells me rents will double by 2027.
    Something tells me rents will double by 2027.
    History suggests that rents will double by 2027.
    The evidence suggests that rents will double by 2027.
    All this suggests that rents will double by 2027.
    This means that rents will double by 2027.
    It seems to me that rents will double by 2027.
    I hope Kern wins, and I expect that he will in 2027.
    Kern hopes to win, but Harrow will beat him in 2027.
    Kern thinks he is safe, but he will lose in 2027.
    In the Super Bowl that ends the season, the home side will win in 2027.
    The board of the society tasked Kern, and the roof will be mended by 2027.
    The bulls of the valley will see no grass in 2027.
    I read reports that bored me, and the mill will close by 2027.
    There is consensus, and rents will double by 2027.
    This study suggests that rents will double by 2027.
    Rents will double by 2027 - but Lund claims he will be in no mood to pay.
    Rents were cut last year, and they will double by 2027.
"""


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().split("\n")]


def reported(text: str) -> list[bool]:
    """Whether the claims of a text are somebody else's, accepted or not."""
    document = read_document(HEAD + text, published=date(2025, 3, 1), author="Ada Moor", title=None)
    proposals = [p for p in judged(document)[0] if p.start >= len(HEAD)]
    return [author_of(document, proposal, None)[1] for proposal in proposals]


@pytest.mark.parametrize("text", lines(GIVEN))
def test_a_claim_of_somebody_else(text: str) -> None:
    assert any(reported(text))


@pytest.mark.parametrize("text", lines(OWN))
def test_a_claim_of_one_s_own(text: str) -> None:
    assert not reported(text)[-1]


LISTS_OF_OTHERS = (
    "From the back of the book, they predict:\n\n- rents will double by 2040\n- trams will run on every hill by 2040\n",
    "Ann Roe makes several predictions in her essay:\n\n- Trams will run on every hill by 2040\n",
    "Kern's forecasts for the valley:\n\n- Trams will run on every hill by 2040\n",
    "The guild asked four hundred weavers when trams would run. Here are the results:\n\nMedian answer: trams will run by 2040\n",
    "The society polled its members. The results:[^2]\n\n- Trams will run by 2040\n",
)
LISTS_OF_ONE_S_OWN = (
    "I predict:\n\n- Trams will run on every hill by 2040\n",
    "Here is what we will see:\n\n- Trams will run on every hill by 2040\n",
    "Kern asked me for some predictions:\n\n- Trams will run on every hill by 2040\n",
    "What comes next:\n\n- Trams will run on every hill by 2040\n",
    "The council met on Monday. What I expect:\n\n- Trams will run on every hill by 2040\n",
)


@pytest.mark.parametrize("text", LISTS_OF_OTHERS)
def test_a_list_whose_lead_gives_it_to_others(text: str) -> None:
    assert reported(text)[-1]


@pytest.mark.parametrize("text", LISTS_OF_ONE_S_OWN)
def test_a_list_whose_lead_gives_it_to_nobody_else(text: str) -> None:
    assert not any(reported(text))


def test_a_quote_in_quotation_marks_is_somebody_s_though_nobody_is_named() -> None:
    assert reported(
        '### On trams\n> "I think trams will run on every hill by 2040, and soon."\n'
    ) == [True]


def test_an_outlook_full_of_forecasts_reports_nobody() -> None:
    weeks = " ".join(
        f"The forecast for week {n} is for rain, as in the forecasts before." for n in range(1, 9)
    )
    assert not any(reported(f"{weeks} Rain is likely to fall in June 2027."))


QUOTED_SPEECH = (
    'The mayor spoke at length about the trams:\n\n- "Trams will run on every hill by 2040, and soon."\n',
    '### 4. "By 2040 trams will run on every hill of the town."\n\nNot at that price.\n',
    'A common answer is, "But by 2040 trams will run on every hill of the town."\n',
    'From the third chapter, on the valley:\n\n"trams will run on every hill by 2040. nobody will walk."\n',
)
OWN_WORDS_IN_MARKS = (
    'I said it at the fair:\n\n- "Trams will run on every hill by 2040, and soon."\n',
    'We at the guild are like, "By 2040 trams will run on every hill of the town."\n',
    'So "trams" will run on every hill by 2040.\n',
    '"Trams will run on every hill by 2040, and soon."\n\nAda Moor\n\nBo Lund\n',
    'The so-called "greatest works of the age" will run by 2040.\n',
)


@pytest.mark.parametrize("text", QUOTED_SPEECH)
def test_whole_sentences_in_quotation_marks_are_another_s(text: str) -> None:
    assert reported(text)[0]


@pytest.mark.parametrize("text", OWN_WORDS_IN_MARKS)
def test_words_in_quotation_marks_that_are_one_s_own(text: str) -> None:
    assert not any(reported(text))


# Each in a report: "{} expect wool to be dear in 2031."
NO_NAMES = (
    "The guild has old members. Members {verb} that wool will be dear in 2031.",
    "The mill has regulators. Regulators {verb} that wool will be dear in 2031.",
    "Another forecast {verb} that wool will be dear in 2031.",
    "Several {verb} that wool will be dear in 2031.",
    "Over the year, the growth was {verb}, and wool will be dear in 2031.",
    "With rents as they are, the office {verb} that wool will be dear in 2031.",
    "They met in March. They {verb} that wool will be dear in 2031.",
    "Sales reached NOK354.9 million, and it was {verb} that wool will be dear in 2031.",
)
NAMES = (
    ("Kern {verb} that wool will be dear in 2031.", "Kern"),
    ("The bill is paid. It was Bill who came, and Bill {verb} that wool will be dear in 2031.", "Bill"),
    ("They met in March. Prof. Lund {verb} that wool will be dear in 2031.", "Prof. Lund"),
    ("The New York Times {verb} that wool will be dear in 2031.", "New York Times"),
    ("Under Armour {verb} that wool will be dear in 2031.", "Under Armour"),
    ("Two Sigma {verb} that wool will be dear in 2031.", "Two Sigma"),
    ("Mrs. Lund {verb} that wool will be dear in 2031.", "Mrs. Lund"),
)  # fmt: skip


def whose(text: str) -> list[str | None]:
    return [c.author for c in extract(text, published=date(2030, 5, 1))]


@pytest.mark.parametrize("verb", ["said", "reported", "projected"])
@pytest.mark.parametrize("text", NO_NAMES)
def test_what_a_sentence_begins_with_is_nobody_s_name(text: str, verb: str) -> None:
    found = whose(text.format(verb=verb))
    assert found
    assert set(found) == {None}


@pytest.mark.parametrize("verb", ["said", "predicted", "wrote"])
@pytest.mark.parametrize(("text", "name"), NAMES)
def test_a_name_that_is_a_word_as_well_is_one(text: str, name: str, verb: str) -> None:
    assert whose(text.format(verb=verb)) == [name]
