"""The ledger: engine, tables, queries and commands. SQL lives only here."""
