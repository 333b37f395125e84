"""OpenDocument, the format of LibreOffice: texts (.odt) and spreadsheets (.ods)."""
