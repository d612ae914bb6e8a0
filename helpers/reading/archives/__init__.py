"""The exports of press archives: each split into its articles."""
