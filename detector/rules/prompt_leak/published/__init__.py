"""What a generation pipeline published by mistake: its failures, orders, outlines and replies."""
