"""The history of the tables, one file a version; run by Alembic, in order."""
