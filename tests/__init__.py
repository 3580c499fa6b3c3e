"""The tests, arranged as the code is, with the stand-in servers that they run against."""
