"""Everything that meets a person or the outside: settings, CLI, Discord, reports, ticker."""
