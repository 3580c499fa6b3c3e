"""The live source: arXiv's API, asked politely and never believed blindly."""
