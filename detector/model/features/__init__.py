"""What the classifier sees of a text: masked n-grams and measures of style."""
