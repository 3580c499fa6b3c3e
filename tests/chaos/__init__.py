"""A campaign of faults against real processes, a real store and stand-in platforms."""
