"""What leaves the screen: sentences made from the figures, tables as CSV and XLSX with their definitions."""
