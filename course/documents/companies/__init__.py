"""The options that a company gives its documents: stores, channels, services, customers, objectives."""
