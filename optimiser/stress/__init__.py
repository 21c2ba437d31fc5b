"""What a roster stands: its week simulated many times, with care, journeys, sickness and cancellations as they come."""
