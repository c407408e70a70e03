"""The training corpus of the decision model, and documents held out for measurement."""
