"""The formats of ``detector check``: one small file each."""
