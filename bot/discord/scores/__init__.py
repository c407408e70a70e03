"""Calibration, leaderboards, comparison, export."""
