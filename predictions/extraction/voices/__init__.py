"""Voices: whose forecast it is, and whether it is passed on."""
