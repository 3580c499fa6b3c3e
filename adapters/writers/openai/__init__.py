"""Any OpenAI-compatible endpoint as a writer; the `openai` package is imported with the first call only."""
