"""The card of a prediction."""
