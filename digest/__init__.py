"""The digest engine: papers in, documents out, with no network, files, clock, environment or chat."""
