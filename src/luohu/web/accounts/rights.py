"""What Django's permissions follow from: the role of an account and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.backends import ModelBackend

from luohu.web.accounts.roles import Role, role_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

PERMISSIONS: dict[Role, frozenset[str]] = {
    Role.LETTERS: frozenset({"letters.answer_letters"}),
    Role.ADMINISTRATOR: frozenset({"lists.view_awardlist", "letters.view_letter"}),
}
# What one officer of a role may have beyond another of the same role, given to him by name.
BY_NAME: dict[Role, frozenset[str]] = {
    Role.LETTERS: frozenset({"letters.edit_replies", "letters.review_replies"}),
}


class RoleBackend(ModelBackend):
    """Signs in by password; permissions come from the role, a superuser has no more than that."""

    def get_user(self, user_id: Any) -> User | None:
        """The account, with its appointment read along."""
        from django.contrib.auth.models import User

        found = User.objects.select_related("appointment").filter(pk=user_id, is_active=True)
        return next(iter(found), None)

    def get_all_permissions(self, user_obj: User | AnonymousUser, obj: Any = None) -> set[str]:
        """The permissions of the role, and those by name that the role allows."""
        if not user_obj.is_active or user_obj.is_anonymous or obj is not None:
            return set()
        role = role_of(user_obj)
        allowed = BY_NAME.get(role, frozenset())
        named = super().get_user_permissions(user_obj) if allowed else set()
        return set(PERMISSIONS.get(role, frozenset())) | (named & allowed)

    def has_perm(self, user_obj: User | AnonymousUser, perm: str, obj: Any = None) -> bool:
        """Whether one permission is among them."""
        return perm in self.get_all_permissions(user_obj, obj)

    def has_module_perms(self, user_obj: User | AnonymousUser, app_label: str) -> bool:
        """Whether any is of an app."""
        return any(name.startswith(f"{app_label}.") for name in self.get_all_permissions(user_obj))
