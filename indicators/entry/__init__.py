"""Tables of indicators that people fill in: what is assigned, what is adopted, what the reviews counted."""
