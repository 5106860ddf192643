"""Score answers against questions with known answers."""
