"""Watching public sources: fetching politely and safely, and reading what came."""
