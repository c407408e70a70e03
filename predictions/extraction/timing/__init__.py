"""Timing: the window of a claim, stated or inherited."""
