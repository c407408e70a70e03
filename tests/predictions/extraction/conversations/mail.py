"""The conversation as mail."""

from email.message import EmailMessage
from textwrap import indent

from tests.predictions.extraction.conversations.said import PEOPLE, Turn
from tests.predictions.extraction.conversations.shapes import marked, wrapped


def letter(turn: Turn, encoding: str = "7bit") -> str:
    mail = EmailMessage()
    mail["From"] = f"{turn.name} <{turn.who}@example.org>"
    mail["To"] = "harbour@example.org"
    mail["Date"] = turn.at
    mail["Subject"] = "Re: The harbour"
    head = ""
    if turn.quotes:
        who, words = turn.quotes
        head = f"On Mon, Mar 3, 2031 at 10:12 AM {PEOPLE[who]} <{who}@example.org> wrote:\n{indent(words, '> ')}\n\n"
    mail.set_content(
        f"{head}{wrapped(turn.text, 70)}\n\n-- \n{turn.name}\nHarbour Street 4 will always be open\n",
        cte=encoding,
    )
    return f"From {turn.who}@example.org {turn.at:%a %b %d %H:%M:%S %Y}\n{mail.as_string()}"


def pasted_mail(turn: Turn) -> str:
    return f"From: {turn.name}\nDate: {turn.at:%a, %d %b %Y %H:%M:%S} +0000\nSubject: Re: The harbour\n\n{marked(turn, by='{name} wrote:')}\n\n-- \n{turn.name}, Harbour Street 4\n"
