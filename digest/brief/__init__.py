"""What passes between the engine and a model: its tasks, the prompt, and what its answers may be."""
