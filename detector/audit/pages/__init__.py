"""What an audit keeps of each page."""
