"""CalledIt in Discord: thin commands and buttons over the same actions as the command line."""
