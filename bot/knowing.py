"""What the running predictions look for, kept at hand so that an item finds them without a scan."""

from dataclasses import replace

from predictions import matching
from predictions.model import Evidence
from storage import awaiting, gathering
from storage.ledger import Session
from storage.watchlist import Source

AT_ONCE = 900  # predictions a query; databases bound the values of one
LATELY = (
    500  # items of which is learned how common words are, where more came since it was last asked
)


class Terms:
    """The terms of every prediction that can still be resolved, brought up to date when asked.

    The ledger's events tell what began and ended since, and its evidence which words are common;
    nothing here would be missed if it were thrown away.
    """

    def __init__(self) -> None:
        self._seq = 0
        self._newest = 0
        self.commonness = matching.Commonness()
        self._index = matching.MatchIndex()

    def matches(
        self, session: Session, source: Source | None, evidence: Evidence
    ) -> list[tuple[int, matching.Relevance]]:
        """Return the predictions that evidence from that source may bear on, and why.

        As of the last `refresh`.
        """
        if source is None or source.prediction_id is None:
            return self._index.match(
                evidence.text, title=evidence.title, commonness=self.commonness
            )
        [(number, statement)] = awaiting.statements(session, [source.prediction_id])
        terms = source.terms or matching.search_terms(statement)
        found = matching.relevance(
            evidence.text, terms, title=evidence.title, commonness=self.commonness
        )
        if source.terms:  # people know what their words are worth: half of them are enough
            found = replace(found, score=max(found.score, found.share))
        return [(number, found)] if found.score >= matching.KEPT else []

    def refresh(self, session: Session) -> None:
        """Learn what began and ended, and what sources brought, since it was last asked."""
        for number, title, text in gathering.since(session, self._newest, limit=LATELY):
            self.commonness.learn(matching.Item(text, title).stems)
            self._newest = max(self._newest, number)
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
