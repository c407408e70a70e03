"""Proposing: every clause, item and cell that might be a forecast, before anything is decided."""
