"""From question files to an index, and from a query to its hits."""
