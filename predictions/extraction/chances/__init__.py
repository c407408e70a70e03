"""Chances: the numbers and words that say how probable a claim is."""
