"""Pure functions on frames: ranks, changes, distances, components. No files, no database, no language, no screen."""
