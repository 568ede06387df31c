"""The study: reforms, the forecast, the calibration."""
