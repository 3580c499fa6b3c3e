"""Who writes a roundup: a model where there is one, the abstracts' own sentences otherwise."""
