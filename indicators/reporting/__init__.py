"""What units report of indicators for a period: what they are asked, how it is stored, what it comes to together."""
