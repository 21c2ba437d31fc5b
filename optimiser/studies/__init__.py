"""What if: a request changed by levers, each scenario solved for as long, and compared side by side."""
