"""Decisions about an application. Pure."""
