"""Composition: the only package that names concrete classes and hands them to one another."""
