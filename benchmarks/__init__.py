"""Measurements: medians and ratios of one run on one machine, beside the smallest possible bots."""
