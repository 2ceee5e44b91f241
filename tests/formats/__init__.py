"""What other programs say of what we publish for them."""
