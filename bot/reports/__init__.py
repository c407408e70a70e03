"""Reports: one pure model of the record, and what it looks like in each place."""
