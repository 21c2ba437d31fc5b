"""What is made of a roster: plain documents in, plain answers out, so that it can be made in the workshop."""
