"""One module a format: bytes → blocks in reading order, nothing understood yet."""
