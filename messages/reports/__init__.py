"""Files that people open: tables with their pictures, as bytes made from rows. Slow; call it in a thread."""
