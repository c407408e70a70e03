"""Linking: repeats, what is taken back, outcomes that the document records."""
