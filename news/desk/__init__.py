"""The staff desk: a page that arrived becomes confirmed articles."""
