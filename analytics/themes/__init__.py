"""Encoder, coding to the codebook, comparison of statements, discovery of new themes, quality figures."""
