"""Lists of questions with their answers."""

import pytest

from tests.predictions.extraction.shapes import Shape, assert_found

SHAPES = [
    Shape(
        "a question and its answers",
        "- Who will win the Harlow cup?\n  - Kern Rovers: 50%\n  - Harrow Town: 30%\n  - Anyone else: 20%\n",
        {"Kern Rovers": 0.5, "Harrow Town": 0.3, "Anyone else": 0.2},
    ),
    Shape(
        "questions with an answer in the next line",
        "Will the Harlow bridge open to traffic?\nYes: 80%\n\nWill Mayor Kern be re-elected?\nYes: 35%\n",
        {"Will the Harlow bridge open": 0.8, "Will Mayor Kern": 0.35},
    ),
    Shape(
        "Q and A",
        "Q: Will the Harlow bridge open to traffic?\nA: 80%\n\nQ: Will Mayor Kern be re-elected?\nA: 35%\n",
        {"Will the Harlow bridge": 0.8, "Will Mayor Kern": 0.35},
    ),
    Shape(
        "questions with number in brackets",
        "1) Will the Harlow bridge open in 2031? (80%)\n2) Will Mayor Kern be re-elected? (35%)\n",
        {"Will the Harlow bridge": 0.8, "Will Mayor Kern": 0.35},
    ),
    Shape(
        "answers before remarks",
        "1. Will the Harlow bridge open to traffic? 80%: the beams came a month early.\n"
        "2. Will Mayor Kern be re-elected? 35% \u2013 the polls are against him.\n",
        {"Will the Harlow bridge": 0.8, "Will Mayor Kern": 0.35},
    ),
    Shape(
        "answers in a row",
        "Will the Harlow bridge open to traffic? Yes, 80% Will Mayor Kern be re-elected? Yes, 35%\n",
        {"Will the Harlow bridge": 0.8, "Will Mayor Kern": 0.35},
    ),
    Shape(
        "answers no",
        "- Will the Harlow bridge open to traffic? Yes (80%)\n- Will Mayor Kern be re-elected? No (90%)\n",
        {"Will the Harlow bridge": 0.8, "Will Mayor Kern": 0.1},
    ),
    Shape(
        "section headings with questions",
        "## Will the Harlow bridge open to traffic?\n\n80%. The piers stand.\n\n## Will Mayor Kern be re-elected?\n\n35%. He is tired.\n",
        {"Will the Harlow bridge": 0.8, "Will Mayor Kern": 0.35},
    ),
    Shape(
        "questions with my answer",
        "**Will the Harlow bridge open to traffic?** My answer: 80%\n\n**Will Mayor Kern be re-elected?** My answer: 35%\n",
        {"Will the Harlow bridge": 0.8, "Will Mayor Kern": 0.35},
    ),
]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_a_question_and_its_answer_are_a_forecast(shape: Shape) -> None:
    assert_found(shape)
