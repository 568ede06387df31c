"""The authority's year: scheme, calendar, quota, departments."""
