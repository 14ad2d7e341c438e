"""The sandbox: a browser page in the place of a messenger, to try everything without a token."""
