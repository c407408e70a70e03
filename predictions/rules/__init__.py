"""One module per kind of resolution rule: criteria and readings in, a decision out."""
