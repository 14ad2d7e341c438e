"""What happens because time has passed, and what an official document says will happen."""
