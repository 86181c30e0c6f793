"""What each page of the person's app needs, in one call."""
