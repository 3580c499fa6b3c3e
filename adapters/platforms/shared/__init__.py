"""What all chat platforms do alike, so that a folder of one holds only what is its own."""
