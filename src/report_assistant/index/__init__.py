"""Keep chunks searchable and equal to the folder."""
