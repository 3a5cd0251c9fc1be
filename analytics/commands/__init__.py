"""The commands of the command line, by subject. ``analytics.cli`` puts them together."""
