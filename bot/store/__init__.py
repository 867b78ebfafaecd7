"""The only room with SQL: one file a noun, every statement a named function."""
