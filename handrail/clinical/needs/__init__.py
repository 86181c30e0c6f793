"""What people need besides care: the domains, their public codes, and the words by which a directory names them."""
