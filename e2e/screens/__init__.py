"""`make screens`: a picture of every page as each of its readers sees it, and sheets to look through them."""
