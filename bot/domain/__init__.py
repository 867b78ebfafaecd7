"""Frozen values that every floor of the house shares."""
