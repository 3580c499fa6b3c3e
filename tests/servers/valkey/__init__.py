"""Real Valkey servers of the wheel, alone, as a cluster and behind Sentinel, each of which can be killed and stalled."""
