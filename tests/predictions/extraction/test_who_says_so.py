"""Whether a sentence gives its claim to somebody else: one for each way of doing so, or only seeming to."""

from datetime import date

import pytest

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
"""
OWN = """
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
