"""Kintsugi: a bot that helps one person, or a couple, turn old hurts in love into secure attachment."""
