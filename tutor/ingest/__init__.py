"""Reading question files, and turning foreign documents into them."""
