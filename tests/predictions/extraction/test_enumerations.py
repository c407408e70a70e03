"""Several claims in one sentence or line, each with its number, and prices of bookmakers."""

from datetime import date
from itertools import product

import pytest

from predictions.candidate import Basis, Candidate
from predictions.extraction import extract

DAY = date(2030, 12, 20)
HEAD = "# Predictions for 2031\n\n"
BETTING = "# What the bookmakers say of 2031\n\nHere are their odds.\n\n"
CLAIMS = ("Kern to win the cup", "Lund to top the league", "Roe to take the bowl")
CHANCES = {
    " ({}%)": ("60", "35", "15"),
    ": {}%": ("60", "35", "15"),
    " - {}%": ("60", "35", "15"),
    " ({}% chance)": ("60", "35", "15"),
}
PRICES = {
    " ({})": ("2/3", "13/7", "17/3"),
    " at {}": ("2/3", "13/7", "17/3"),
    " ({} )": ("-150", "+186", "+567"),
}
JOINTS = (", ", "; ", " / ", " | ", " \u00b7 ", " and ")
LEADS = ("", "The results will be: ", "In 2031: ", "My picks: ")


def found(text: str) -> tuple[Candidate, ...]:
    return extract(text, published=DAY, author="Ada")


def told(text: str) -> list[tuple[str, float | None]]:
    return [
        (c.quote, c.probability if c.basis in (Basis.STATED, Basis.ODDS) else None)
        for c in found(text)
    ]


def enumeration(chance: str, numbers: tuple[str, ...], joint: str, lead: str) -> str:
    pieces = [c + chance.format(n) for c, n in zip(CLAIMS, numbers, strict=True)]
    last = " and " if joint == ", " else joint
    return f"{lead}{joint.join(pieces[:-1])}{last}{pieces[-1]}".replace(" )", ")")


@pytest.mark.parametrize("chance", CHANCES)
@pytest.mark.parametrize("bullet", ["", "- "])
def test_each_claim_of_an_enumeration_has_its_number(chance: str, bullet: str) -> None:
    for joint, lead in product(JOINTS, LEADS):
        text = f"{HEAD}{bullet}{enumeration(chance, CHANCES[chance], joint, lead)}.\n"
        read = told(text)
        assert [number for _, number in read] == [0.6, 0.35, 0.15], (joint, lead)
        assert all(claim in quote for claim, (quote, _) in zip(CLAIMS, read, strict=True))


@pytest.mark.parametrize("price", PRICES)
def test_prices_of_bookmakers_are_odds(price: str) -> None:
    for joint, lead in product(JOINTS, LEADS):
        text = f"{BETTING}{enumeration(price, PRICES[price], joint, lead)}.\n"
        candidates = found(text)
        assert [c.basis for c in candidates] == [Basis.ODDS] * 3, (joint, lead)
        assert [round(c.probability or 0, 2) for c in candidates] == [0.6, 0.35, 0.15]


@pytest.mark.parametrize(
    ("claim", "probability"),
    [
        ("Kern will win the cup (7/2)", 2 / 9),
        ("Kern will win the cup at 9/4", 4 / 13),
        ("Kern will win the cup (1/3)", 0.75),
        ("Kern will win the cup at odds of 4/1 on", 0.8),
        ("Kern will win the cup (+250)", 100 / 350),
        ("Kern will win the cup (-150)", 0.6),
        ("Kern will win the cup (evens)", 0.5),
        ("At 3/1, Kern will win the cup", 0.25),
        ("The odds are three-to-one against that Kern will win the cup", 0.25),
    ],
)
def test_a_price_beside_a_claim_is_its_odds(claim: str, probability: float) -> None:
    (candidate,) = found(f"{BETTING}{claim}. They pay at 5/1 for a draw in the derby.\n")[:1]
    assert candidate.basis is Basis.ODDS
    assert candidate.probability == pytest.approx(probability, abs=1e-6)
    assert "win the cup" in candidate.statement
    assert "/" not in candidate.statement


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}Kern will win the cup (7/2 in the last derby), and Lund will close on 3/4.\n",
        f"{HEAD}The film will be loved (8/10), and the play will be seen (7/10).\n",
        f"{BETTING}The film will be loved (8/10), and the play will be seen (7/10).\n",
        f"{HEAD}Task 3 will be done soon (3/4), task 4 will follow (4/4).\n",
        f"{BETTING}The euro will rise by +150 points.\n",
    ],
)
def test_strokes_and_signs_that_are_no_prices_give_no_odds(text: str) -> None:
    assert all(c.basis is not Basis.ODDS for c in found(text))


@pytest.mark.parametrize(
    "line",
    [
        "Wages will rise 5%, rents will fall 3% and prices will climb 2%.",
        "Kern got 60%, Lund got 35% and Roe got 5%.",
        "Sales rose (5%), costs fell (3%).",
    ],
)
def test_what_rises_by_so_much_has_no_chance(line: str) -> None:
    assert all(number is None for _, number in told(f"# Notes\n\n{line}\n"))


def test_what_leads_to_results_is_none_of_them() -> None:
    text = (
        f"{HEAD}The winners will be as follows:\nKern in the cup (60%), Lund in the bowl (35%).\n"
    )
    assert all("follows" not in quote for quote, _ in told(text))


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (
            "Harlow output hits 7/8/9 tons: 80%/40%/15%",
            {"Harlow output hits 7 tons": 0.8, "Harlow output hits 8 tons": 0.4, "Harlow output hits 9 tons": 0.15},
        ),
        ("Kern wins by 2 / 4 goals - 60% / 20%", {"Kern wins by 2 goals": 0.6, "Kern wins by 4 goals": 0.2}),
        ("Rents go up/down (70%/30%)", {"Rents go up": 0.7, "Rents go down": 0.3}),
    ],
)  # fmt: skip
def test_levels_that_strokes_join_have_a_chance_each(entry: str, said: dict[str, float]) -> None:
    candidates = found(f"{HEAD}- {entry}\n- The dam holds: 60%\n")[: len(said)]
    assert {c.statement: c.probability for c in candidates} == said


@pytest.mark.parametrize(
    "entry", ["The bridge opens on 7/8: 80%", "Either/or: 80%/40%/15%", "The mill (2/3) stays: 80%"]
)
def test_other_strokes_join_no_levels(entry: str) -> None:
    assert len(found(f"{HEAD}- {entry}\n- The dam holds: 60%\n")) <= 2


def test_what_goes_on_with_a_foretold_ranking_is_foretold() -> None:
    text = (
        "The model says Germany will win 14 gold medals and 35 overall in 2032. Next is Norway with 12 gold and "
        "34 overall, followed by Lund with 10 and 31.\n\nAfter them in the count are Harlow (9), Vale (7) and Roe (6).\n"
    )
    assert [(c.quote, c.statement, str(c.deadline)) for c in found(text)][1:] == [
        ("Next is Norway with 12 gold and 34 overall", "Norway will have 12 gold and 34 overall", "2032-12-31"),
        ("Lund with 10 and 31", "Lund will have 10 and 31", "2032-12-31"),
        (
            "After them in the count are Harlow (9), Vale (7) and Roe (6)",
            "After them in the count are Harlow (9), Vale (7) and Roe (6)",
            "2032-12-31",
        ),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Germany won 14 gold medals in 2028. Next is Norway with 12, followed by Lund with 10.\n",
        "Germany will win 14 gold medals. Next was Norway in 2028 with 12.\n",
        "The first step takes 2 days. Next is the wash, followed by 3 days of drying.\n",
    ],
)
def test_rankings_that_are_over_foretell_nothing(text: str) -> None:
    assert all("Norway" not in c.quote and "wash" not in c.quote for c in found(text))


def test_what_an_enumeration_hangs_on_holds_for_each_of_it() -> None:
    text = f"{HEAD}- If Kern resigns: Lund takes over (20%), Roe takes over (40%)\n- The dam holds: 60%\n"
    assert [(c.statement, c.probability, c.condition) for c in found(text)][:2] == [
        ("Lund takes over", 0.2, "If Kern resigns"),
        ("Roe takes over", 0.4, "If Kern resigns"),
    ]
