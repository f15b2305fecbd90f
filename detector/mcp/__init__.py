"""The gate for assistants that write, by the Model Context Protocol: ``detector mcp``."""
