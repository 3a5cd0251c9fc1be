"""Measurements: run by hand, never timed in tests."""
