"""Two people and a stranger: what one may learn of the other, tried by many dice."""
