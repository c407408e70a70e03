"""Resolution rules: their kinds as data, and a module for each: criteria and readings in, a decision out."""
