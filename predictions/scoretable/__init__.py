"""CSV files of anybody's forecasts and outcomes, as arrays for scoring."""
