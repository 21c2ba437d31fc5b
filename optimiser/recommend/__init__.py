"""What a standing roster can still take: places for new work, capacity left, and duties that change hands."""
