"""The domain: what a forecast is, how documents are read, what evidence means."""
