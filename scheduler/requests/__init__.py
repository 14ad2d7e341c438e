"""What has come back of a request: in words, as a table, as an archive of files."""
