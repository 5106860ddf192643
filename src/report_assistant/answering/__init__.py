"""Turn a question and its evidence into an answer."""
