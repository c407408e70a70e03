"""Forecasts that a new server can watch from its first minute, each with what could resolve it."""
