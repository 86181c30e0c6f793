"""One person's story across floors, read aloud by a clinician."""
