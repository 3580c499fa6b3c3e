"""What `paperround …` does in a terminal: documents, the workspace, the doctor, subscriptions as files."""
