"""Rules of a course and promises of a party are no forecasts; lists of predictions with their words are."""

from datetime import date

from predictions.extraction.deciding.accepting import judged
from predictions.extraction.layout.document import read_document
from predictions.extraction.voices.purpose import lays_down

COURSE = """# Weaving 101, autumn 2027

This course is about wool. The instructor is Ann Roe; office hours are on Monday.

There will be a midterm exam in October and a final exam in December. Lectures will be in room 4.
Homework will be given every week, and late assignments will lose a third of the grade.

## Grading

- Homework: 40%
- Exams: 60%
"""

PROGRAMME = """# What the Wool Party wants

The Wool Party will abolish the coat tax and will introduce a tax on cotton. Rents will be cut by a tenth.
The bridge toll will be scrapped, and the ferry will be funded by the council. School wool will be provided
to every child. The old mill will be restored, its chimney will be removed, and the looms will be replaced.
The party will also reform the guild, and the council will be enlarged. Trams will be free.
"""

PREDICTIONS = """# What I expect of 2028

I think the council will abolish the coat tax. It will probably introduce a tax on cotton. Rents will be cut by
a tenth, most likely in May. The bridge toll will be scrapped. I expect that the ferry will be funded by the council.
The old mill might be restored, and its chimney will be removed. The looms will be replaced. The guild will be
reformed, or perhaps abolished.
"""


def _read(text: str):  # type: ignore[no-untyped-def]
    return read_document(text, published=date(2027, 9, 1), author="Ada", title=None)


def test_the_rules_of_a_course_hold_no_forecasts() -> None:
    document = _read(COURSE)
    assert lays_down(document)
    assert judged(document)[0] == []


def test_the_programme_of_a_party_holds_no_forecasts() -> None:
    document = _read(PROGRAMME)
    assert lays_down(document)
    assert judged(document)[0] == []


def test_what_somebody_expects_of_the_same_things_does() -> None:
    document = _read(PREDICTIONS)
    assert not lays_down(document)
    assert len(judged(document)[0]) >= 8


def test_a_text_about_students_is_no_course() -> None:
    text = (
        "Students will pay more by 2030. The course of the river will change, and grades will rise."
    )
    assert not lays_down(_read(text))


def test_a_policy_of_releases_holds_no_forecasts() -> None:
    text = (
        "# Release policy of Loom\n\nEvery LTS release will be supported for 18 months from its release. A version that is"
        " deprecated will get patches for a year of maintenance. The maintenance branch will be cut in May. Upgrades between"
        " versions will be possible. Backports of patches will land in the LTS branch.\n"
    )
    document = _read(text)
    assert lays_down(document)
    assert judged(document)[0] == []


def test_a_forecast_of_releases_is_none() -> None:
    text = (
        "I think that Loom will have a new release in May. The old version will stay in maintenance for years, and nobody"
        " will use it by 2030. Weavers will move to something else, and the firm behind it will be sold to a bank.\n"
    )
    assert not lays_down(_read(text))
