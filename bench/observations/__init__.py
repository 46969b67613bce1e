"""A million observations imported and checked, measured beside pandera on a data frame."""
