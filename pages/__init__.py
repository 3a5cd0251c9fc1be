"""One page, one question; layout only."""
