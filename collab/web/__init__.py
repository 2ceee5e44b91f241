"""Web: what every page needs: access, forms, transactions, error pages, headers, cache, languages, Jinja."""
