"""Teams: people from several municipalities and sectors who run projects together."""
