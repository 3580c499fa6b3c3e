"""Papers from files: the public arXiv snapshot, saved Atom answers, and the shipped sample."""
