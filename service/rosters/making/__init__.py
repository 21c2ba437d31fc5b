"""What is made of a roster: plain documents in, plain answers out, so that it can be made in the workshop.

The server imports these modules to name their functions; what only the work itself needs is imported inside them.
"""
