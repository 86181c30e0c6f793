"""Early warning: a person's day compared with their own usual. Source: the design in this folder's README."""
