"""What the service withstands and how fast it answers, as real processes on this machine."""
