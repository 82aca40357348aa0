"""Figures as ratios against a floor measured in the same run (docs: the performance page); `python -m bench quick`."""
