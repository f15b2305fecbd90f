"""The formats of ``detector audit``: one small file each."""
