"""The study: reforms, the forecast, the calibration."""


def warm() -> None:
    """Finish every page in a process beside the server, and prepare the people in this one."""
    from luohu.web.studies.warming import warm

    warm()
