"""Tests of the pages of the study."""
