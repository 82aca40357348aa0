"""The least work that gives an answer: what the figures are held against."""
