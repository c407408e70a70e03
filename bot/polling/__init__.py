"""Asking sources what is new: looked at politely, kept as evidence, held against predictions."""
