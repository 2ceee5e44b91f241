"""Tools of the workshop: building front-end parts and translations. Nothing here runs on a site."""
