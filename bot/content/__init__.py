"""Words and structure in files: read into a frozen Library by `load`, looked over by `check`."""
