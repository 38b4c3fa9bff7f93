"""What indicators came to: how results are stored, added up, and told over years and two maps."""
