"""A module a kind of file: bytes in, an `Extract` out. Only what is needed is imported, when it is needed."""
