"""What has come back of a request."""
