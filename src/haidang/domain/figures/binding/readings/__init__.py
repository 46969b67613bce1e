"""What each figure may be meant as, and how likely each reading is from the words around it alone."""
