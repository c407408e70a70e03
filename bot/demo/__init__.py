"""The whole loop on bundled documents and recorded sources: offline, and true.

Only what is public record is resolved here; forecasts of years to come stay open.
"""
