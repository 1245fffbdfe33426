"""Stored files: checked by name, size and content, kept in the database, served by the app whose row they prove."""
