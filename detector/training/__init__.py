"""Fit, calibrate and measure the classifier. Nothing here is imported to score."""
