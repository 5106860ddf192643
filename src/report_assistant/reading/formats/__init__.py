"""Read files that are more than text: a format makes blocks of bytes, one layout makes text of blocks."""
