"""Cards of schools: how they are drawn up, on a screen, on paper and as a workbook."""
