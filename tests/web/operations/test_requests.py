"""A line in the log for each request; what is too long is not read."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from luohu.web.operations import requests
from luohu.web.operations.logs import Lines
from tests.web.accounts.people import officer, signed_in

pytestmark = pytest.mark.django_db
NUMBER = "11010119900101001X"


def lines(caplog: pytest.LogCaptureFixture) -> list[dict[str, Any]]:
    formatter = Lines("json")
    mine = [one for one in caplog.records if one.name == "luohu.requests"]
    return [json.loads(formatter.format(one)) for one in mine]


def test_a_request_is_a_line(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "luohu.requests"):
        client.get("/about/?question=secret")
    (line,) = lines(caplog)
    assert (line["method"], line["path"], line["status"]) == ("GET", "/about/", 200)
    assert line["ms"] >= 0
    assert "secret" not in json.dumps(line)


def test_the_role_of_who_asks_is_said_and_not_his_name(caplog: pytest.LogCaptureFixture) -> None:
    browser = signed_in(officer("auditor", username="somebody"))
    with caplog.at_level(logging.INFO, "luohu.requests"):
        browser.get(reverse("my-letters"))
    (line,) = lines(caplog)
    assert line["role"] in ("auditor", "signed-in")
    assert "somebody" not in json.dumps(line)


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("a1b2c3d4e5f6", "a1b2c3d4e5f6"),
        ("short", ""),
        ("x" * 65, ""),
        ("inject\n{}", ""),
        ('quote"quote"', ""),
    ],
)
def test_the_number_of_a_proxy_is_kept_if_it_is_plain(told: str, kept: str, rf: Any) -> None:
    request = rf.get("/", headers={"X-Request-Id": told})
    assert requests.callers_number(request) == kept


def test_what_is_too_long_is_refused_unread(
    client: Client, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.LUOHU_UPLOAD = 100
    with caplog.at_level(logging.INFO, "luohu.requests"):
        answer = client.post("/ask/", {"text": "x" * 200})
    assert answer.status_code == 413
    assert "太大" in answer.content.decode()
    assert [line["status"] for line in lines(caplog)] == [413]


@pytest.mark.parametrize(
    ("length", "long"), [("-1", False), ("many", False), ("1e3", False), ("9" * 5000, True)]
)
def test_a_length_that_is_no_number_is_no_length(length: str, long: bool, rf: Any) -> None:
    """Django reads nothing of such a body; a number of any length is one."""
    assert requests.is_too_long(rf.post("/", CONTENT_LENGTH=length)) is long


def test_personal_numbers_are_covered_and_lines_are_one(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "luohu.requests"):
        logging.getLogger("luohu.requests").info(
            "request", extra={"path": f"/x/{NUMBER}/\n{{}}", "method": "GET"}
        )
    (record,) = caplog.records
    for kind in ("json", "plain"):
        line = Lines(kind).format(record)
        assert NUMBER not in line
        assert "\n" not in line


def test_the_security_log_passes_as_it_is() -> None:
    record = logging.LogRecord("luohu.security", logging.INFO, "", 0, '{"event": "x"}', (), None)
    assert Lines("json").format(record) == '{"event": "x"}'


def test_a_traceback_stands_in_the_line_covered() -> None:
    try:
        raise ValueError(NUMBER)
    except ValueError as error:
        told = (ValueError, error, error.__traceback__)
    record = logging.LogRecord("luohu.jobs", logging.ERROR, "", 0, "job.failed", (), told)
    line = Lines("json").format(record)
    assert NUMBER not in line
    assert "ValueError" in json.loads(line)["exception"]
