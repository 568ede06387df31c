"""The office: lists of rows to look at, for the administrator only; nothing is changed there."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from luohu.web.accounts.roles import Role, role_of

OURS = "luohu."


class OfficeConfig(AdminConfig):
    """Django's admin with this site in place of its own."""

    default_site = "luohu.web.accounts.office.OfficeSite"


class OfficeSite(AdminSite):
    """Entered with the site's own signing in; shows what this project registers and no library's rows."""

    def has_permission(self, request: HttpRequest) -> bool:
        """The administrator, and nobody else."""
        return bool(request.user.is_active) and role_of(request.user) == Role.ADMINISTRATOR

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Register what is ours; accounts, factors and groups are not shown here."""
        models = (
            model_or_iterable
            if isinstance(model_or_iterable, (list, tuple))
            else [model_or_iterable]
        )
        ours = [one for one in models if one.__module__.startswith(OURS)]
        if ours:
            super().register(ours, admin_class, **options)

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """To the site's own signing in; who is signed in as another is refused."""
        if request.user.is_authenticated and not self.has_permission(request):
            raise PermissionDenied
        wanted = request.GET.get("next") or reverse("admin:index")
        return redirect(f"{reverse('sign-in')}?{urlencode({'next': wanted})}")

    def logout(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """Out, as everywhere."""
        from luohu.web.accounts.signing import sign_out

        return sign_out(request)

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """To the page where passwords are changed."""
        return redirect("change-password")
