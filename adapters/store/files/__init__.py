"""Notes in files, for commands that use no store and still must not pay for the same twice."""
