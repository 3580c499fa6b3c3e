"""Makes what ships trained: the term vectors, and the weights of relevance."""
