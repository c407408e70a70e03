"""Deciding: what the models see of a proposal, and which proposals are accepted."""
