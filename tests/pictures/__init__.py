"""Pictures of figures: what is drawn of them, and the tables behind them."""
