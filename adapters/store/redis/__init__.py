"""The store on Redis, Valkey or the embedded server: the ports of `adapters/store/ports.py`, one file each."""
