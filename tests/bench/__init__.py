"""How fast and how large it is, as ratios against references taken side by side in the same run."""
