"""The REST methods, one module a resource."""
