"""From text to spaCy documents with Universal Dependencies labels."""
