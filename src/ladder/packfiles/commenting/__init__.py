"""The commenting form of ISO and IEC as a file: Word document, workbook or table, in and out without loss."""
