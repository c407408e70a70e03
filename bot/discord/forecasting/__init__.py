"""Giving probabilities."""
