"""What bench/engine is made of: set-up, the two competitors, and the sums."""
