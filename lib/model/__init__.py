"""The vocabulary as frozen values: periods, units, indicators, observations, views. Standard library only."""
