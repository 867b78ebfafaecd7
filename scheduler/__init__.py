"""The scheduler: looks, every few seconds, whether anybody is due."""
