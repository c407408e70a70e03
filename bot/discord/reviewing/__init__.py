"""Forecasts found in what people give the bot."""
