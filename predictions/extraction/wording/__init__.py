"""Wording: polarity, condition and the self-contained statement; the candidate in the end."""
