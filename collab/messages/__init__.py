"""Messages of those who lead to a selection of the programme's people: a draft first, one copy each."""
