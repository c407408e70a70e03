"""What people see: pure functions from facts to texts, tables and messages."""
