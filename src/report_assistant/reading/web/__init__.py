"""Fetch the web pages that are listed in a documents folder, and keep their last good versions."""
