"""The store's ports kept in memory, for work that needs no store."""
