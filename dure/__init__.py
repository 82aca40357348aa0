"""Dure (두레): the system that runs a Korean social-economy support center."""

__version__ = "0.1.0"
