"""Turn files into documents, sentences, chunks and figures."""
