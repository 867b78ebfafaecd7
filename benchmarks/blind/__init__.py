"""Blind matching: which of ten reports belongs to a sheet of answers. `python -m benchmarks.blind` says how."""
