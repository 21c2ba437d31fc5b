"""Rostering in CP-SAT: who works which shift, under every rule and for the least price; MODEL.md has the mathematics.

The way in is `optimiser.rostering.plan.plan_shifts`.
"""
