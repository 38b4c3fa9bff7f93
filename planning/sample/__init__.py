"""The sample province: a place that does not exist, of any size, to see every screen full."""
