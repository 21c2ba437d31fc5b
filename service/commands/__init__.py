"""What each command of `rota` does, apart from how its arguments are read."""
