"""Official forms: defined by an administrator, filled in by units, added up above."""
