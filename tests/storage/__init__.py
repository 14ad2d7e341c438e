"""Tests of what is remembered; they mirror storage/, on both databases."""
