"""The gate in an editor, by the Language Server Protocol: ``detector lsp`` (extra ``lsp``)."""
