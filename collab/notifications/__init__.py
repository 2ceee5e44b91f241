"""Notices: what each person is told of what others did, on a page and by mail, as they have chosen."""
