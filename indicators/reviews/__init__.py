"""The yearly review of poor households: read, checked, entered form by form, recognised."""
