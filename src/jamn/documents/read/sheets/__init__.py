"""Spreadsheets: Excel (.xlsx, .xls), OpenDocument (.ods), and comma-separated text, which has the same shape."""
