"""What files from outside consist of, before anybody knows what they mean: parts of archives, sheets, glyphs."""
