"""What anybody may read: home, programs, calls, results, the center and its budget."""
