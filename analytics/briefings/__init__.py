"""Files to take away: powerpoint, word, workbook, web page, exchange."""
