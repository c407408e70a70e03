"""Records of a program's data: a claim in one field, its number in another."""

from datetime import date

import pytest

from predictions.extraction import extract

BRIDGE, MAYOR = "The Harlow bridge opens to traffic", "Mayor Kern is re-elected"


def told(text: str) -> list[tuple[str, float | None]]:
    candidates = extract(text, published=date(2030, 12, 20), author="Ada")
    assert all(text[c.start : c.end] == c.quote for c in candidates)
    return [(c.statement, c.probability) for c in candidates]


@pytest.mark.parametrize(
    "text",
    [
        f'[\n  {{"claim": "{BRIDGE}", "probability": 0.8}},\n  {{"claim": "{MAYOR}", "probability": 0.35}}\n]\n',
        f'forecasts = [\n  {{\n    claim:\n      "{BRIDGE}",\n    confidence: 80,\n  }},\n  {{\n    claim:\n      "{MAYOR}",\n    confidence: 35,\n  }},\n]\n',
        f"predictions:\n  - text: {BRIDGE}\n    confidence: 80\n  - text: {MAYOR}\n    confidence: 35\n",
        f'[[bets]]\nstatement = "{BRIDGE}"\ncredence = 0.8\n\n[[bets]]\nstatement = "{MAYOR}"\ncredence = 0.35\n',
        f"- claim: >\n    The Harlow bridge\n    opens to traffic\n  confidence: 80\n- claim: >\n    {MAYOR}\n  confidence: 35\n",
        f'[\n  {{"title": "{BRIDGE}", "about": "{"It is told by the office of statistics, " * 8}", "options": [{{"name": "Yes", "probability": 0.8}}]}},\n  {{"title": "{MAYOR}", "options": [{{"name": "Yes", "probability": 0.35}}]}}\n]\n',
        f"Predictions\n===========\n\n:claim: {BRIDGE}\n:probability: 80%\n\n:claim: {MAYOR}\n:probability: 35%\n",
    ],
)
def test_each_record_is_a_forecast(text: str) -> None:
    assert told(text) == [(BRIDGE, 0.8), (MAYOR, 0.35)]


def test_questions_of_what_will_be_have_their_chance_as_the_answer() -> None:
    text = 'questions = [\n  {\n    question: "Will the Harlow bridge open by 2033?",\n    answer: 80,\n  },\n  {\n    question: "By 2035, will Kern resign?",\n    answer: 35,\n  },\n]\n'
    assert [number for _, number in told(text)] == [0.8, 0.35]


@pytest.mark.parametrize(
    "text",
    [
        'quiz = [\n  {\n    question: "What is six times seven?",\n    answer: 42,\n  },\n  {\n    question: "How many trams has Harlow?",\n    answer: 12,\n  },\n]\n',
        'labels = [\n  {"text": "the bridge is old and grey", "confidence": 0.91},\n]\n',
        'posts = [\n  {"title": "The bridge of Harlow in winter", "views": 80},\n  {"title": "The mill of Harlow in spring", "views": 35},\n]\n',
    ],
)
def test_other_records_are_none(text: str) -> None:
    assert told(text) == []


CALLED = [
    f"---\nlayout: episode\ntitle: Harlow prophecies\ndate: 2030-12-20\nprophecy:\n  - host: Ben\n    prediction: {BRIDGE}\n    veracity: false\n    comments: I hoped so\n  - host: Lea Roe\n    prediction:\n    veracity: true\n  - host: Lea Roe\n    prediction: {MAYOR}.\n    veracity: true\n---\n",
    f'[{{"forecast": "{BRIDGE}", "by": "Ben", "outcome": "no"}}, {{"forecast": "{MAYOR}", "by": "Lea Roe", "outcome": "yes"}}]\n',
    f'[[calls]]\nwho = "Ben"\nprediction = "{BRIDGE}"\ncorrect = false\n\n[[calls]]\nwho = "Lea Roe"\nprediction = "{MAYOR}"\ncorrect = true\n',
]


@pytest.mark.parametrize("text", CALLED)
def test_what_a_field_calls_a_prediction_needs_no_number(text: str) -> None:
    found = extract(text, published=date(2030, 12, 20), author="Ada")
    assert [
        (c.statement, c.author, c.reported, c.recorded and c.recorded.outcome) for c in found
    ] == [
        (BRIDGE, "Ben", True, "no"),
        (MAYOR, "Lea Roe", True, "yes"),
    ]
    assert all(text[c.start : c.end] == c.quote for c in found)


def test_two_claims_in_one_field_are_two() -> None:
    text = "- prediction: Kern won't run again but there will be a vote in May 2031\n- prediction: The ferry goes bankrupt\n"
    assert [statement for statement, _ in told(text)] == [
        "Kern will run again",
        "There will be a vote in May 2031",
        "The ferry goes bankrupt",
    ]


def test_what_a_program_predicts_of_a_picture_is_no_forecast() -> None:
    text = '[\n  {"image": "a.png", "prediction": "tabby cat"},\n  {"image": "b.png", "prediction": "old grey bridge"},\n  {"image": "c.png", "prediction": "ferry"}\n]\n'
    assert told(text) == []
