"""The self-assessment: steps, result, way ahead and other cities; nothing is stored."""
