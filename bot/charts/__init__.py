"""Charts as PNG: legible at the size Discord shows, colour-blind safe, in a light and a dark theme."""
