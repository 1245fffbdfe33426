"""Rows, their moves and the two ways of saying no; every app builds on these."""
