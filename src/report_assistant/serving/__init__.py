"""Serve the assistant: web page and command line."""
