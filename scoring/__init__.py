"""Scores, calibration and comparison of forecasts: pure functions on arrays.

Every function takes its arrays by name and returns a frozen result; its docstring has formula, shapes,
scale, errors and source. Where to look:

* one forecast: `brier`, `logarithmic`, `spherical`, `crps`, `interval`; as other sites define them:
  `metaculus`, `fatebook`;
* against a reference: `skill`;
* forecasts that were revised: `overtime`, `selection`, `stood`;
* taking a score apart: `decomposition` (CORP), `murphy`;
* calibration: `curve`, `reliability`, `calibration_table`, `smooth`, `recalibration` (slope and
  intercept), `calibration_tests`, `power` (is there enough data?), `eprocess` (watching);
* comparing: `compare`, `sequential`, `leaderboard`, `aggregate`;
* all of it at once: `report`, with its `verdict`.

Errors: `scoring.errors`; all are `ValueError` too. Formulas in words, with examples: docs/scoring.md.
"""
