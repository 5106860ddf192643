"""Answer questions from a report, with every figure tied to its source."""
