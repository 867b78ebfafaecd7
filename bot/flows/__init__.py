"""Pure conversations: a scene and an event in, a turn out."""
