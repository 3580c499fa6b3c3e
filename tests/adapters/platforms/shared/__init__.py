"""What all chat platforms do alike."""
