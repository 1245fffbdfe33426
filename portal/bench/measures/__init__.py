"""What is measured beside pages. Each one works in a transaction that is rolled back: it writes nothing that stays."""
