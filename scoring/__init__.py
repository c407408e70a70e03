"""Scores, calibration and comparison of forecasts: pure functions on arrays."""
