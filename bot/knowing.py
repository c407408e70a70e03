"""What the running predictions look for, kept at hand so that an item finds them without a scan."""

from predictions import matching
from predictions.model import Evidence
from storage import awaiting
from storage.ledger import Session
from storage.watchlist import Source

AT_ONCE = 900  # predictions a query; databases bound the values of one


class Terms:
    """The terms of every prediction that can still be resolved, brought up to date when asked.

    The ledger's events tell what began and ended since; nothing here would be missed if it were
    thrown away.
    """

    def __init__(self) -> None:
        self._seq = 0
        self._index = matching.MatchIndex()

    def matches(
        self, session: Session, source: Source | None, evidence: Evidence
    ) -> list[tuple[int, matching.Relevance]]:
        """Return the predictions that evidence from that source may bear on, and why.

        As of the last `refresh`.
        """
        if source is None or source.prediction_id is None:
            return self._index.match(evidence.text, title=evidence.title)
        [(number, statement)] = awaiting.statements(session, [source.prediction_id])
        terms = source.terms or matching.search_terms(statement)
        found = matching.relevance(evidence.text, terms, title=evidence.title)
        return [(number, found)] if found.score >= matching.ALERT else []

    def refresh(self, session: Session) -> None:
        """Learn what began and ended since it was last asked."""
        first = self._seq == 0
        self._seq, touched = awaiting.touched_since(session, self._seq)
        if first:
            for number, statement in awaiting.running_statements(session):
                self._index.add(number, matching.search_terms(statement))
            return
        numbers = sorted(touched)
        for start in range(0, len(numbers), AT_ONCE):
            some = numbers[start : start + AT_ONCE]
            running = dict(awaiting.running_statements(session, some))
            for number in some:
                if number in running:
                    self._index.add(number, matching.search_terms(running[number]))
                else:
                    self._index.remove(number)
