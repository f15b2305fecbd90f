"""Files of many texts: one small file each, with a value READER and a line in ``table``."""
