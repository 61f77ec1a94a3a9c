"""What any program needs: files that appear whole, a store of results, text for XML."""
