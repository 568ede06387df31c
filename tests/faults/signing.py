"""Run within a site: many applicants with a password."""

from __future__ import annotations

import json
import secrets


def main(many: str) -> None:
    from django.contrib.auth.hashers import make_password
    from django.contrib.auth.models import User

    password = secrets.token_urlsafe(16)
    kept = make_password(password)
    User.objects.bulk_create(User(username=f"many-{k}", password=kept) for k in range(int(many)))
    print(json.dumps({"password": password}))
