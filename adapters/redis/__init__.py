"""The store on Redis, Valkey or the embedded server: the ports of `adapters/store.py`, one file each."""
