"""How text is read: words, sentences, titles, names of papers, TeX."""
