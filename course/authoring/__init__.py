"""What authors use: canonical notebooks, lint, coverage, the data build, the release, the demonstration."""
