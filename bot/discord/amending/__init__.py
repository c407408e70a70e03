"""Changing what a prediction says."""
