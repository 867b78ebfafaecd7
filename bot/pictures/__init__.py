"""Pictures: plain facts to SVG (Jinja2 templates), SVG to PNG or JPEG (resvg), with fonts of our own."""
