"""Reviewing what was found in documents, on the command line."""
