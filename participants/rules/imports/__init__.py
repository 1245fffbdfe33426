"""The reading side of imports: from the bytes of a file to typed rows and reasoned refusals, without a database."""
