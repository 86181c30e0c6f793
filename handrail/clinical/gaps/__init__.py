"""Small gaps in somebody's care, seen before one becomes a crisis. Values in, gaps out."""
