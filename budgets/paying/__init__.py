"""What became of the money: who holds it, what was paid of it, and the sums of both on every face."""
