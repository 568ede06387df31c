"""The forms of the pages of accounts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from luohu.people.faults import Refused
from luohu.web.accounts.departments import DEPARTMENTS
from luohu.web.accounts.passwords import LONGEST
from luohu.web.accounts.roles import Role
from luohu.web.shell.context import spoken

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Words

NAME_LENGTH, WRONG = 150, 422
REQUIRED = {"required": _("请填写这一项。")}


def _password(label: Words, autocomplete: str) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(
        label=label, widget=widget, strip=False, max_length=LONGEST, error_messages=REQUIRED
    )


def _name() -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"})
    return forms.CharField(
        label=_("用户名"), widget=widget, max_length=NAME_LENGTH, error_messages=REQUIRED
    )


def _code(label: Words) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"})
    return forms.CharField(label=label, widget=widget, max_length=20, error_messages=REQUIRED)


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, None where a form is only shown."""
    return request.POST if request.method == "POST" else None


class Checked(forms.Form):
    """A form whose fields say beside them what a service refused."""

    def __init__(self, *told: Any, **named: Any) -> None:
        super().__init__(*told, **{"label_suffix": "", **named})

    def refuse(self, refused: Refused) -> None:
        """Put the faults of a service beside the fields they are about."""
        for fault in refused.faults:
            words = (
                f"{fault.wrong.in_(spoken())}。{fault.right.in_(spoken())}"
                if spoken() == "zh"
                else (f"{fault.wrong.en}; {fault.right.en}")
            )
            column = fault.place.column
            self.add_error(column if column in self.fields else None, words)

    def mark_errors(self) -> None:
        """Tell who hears the page which fields are wrong, and where that is said."""
        for name in self.errors:
            if name in self.fields:
                attributes = self.fields[name].widget.attrs
                attributes |= {"aria-invalid": "true", "aria-describedby": f"fault_{name}"}


class SignInForm(Checked):
    """A name and a password."""

    username = _name()
    password = _password(_("密码"), "current-password")


class CodeForm(Checked):
    """The code of the second factor."""

    code = _code(_("验证码或恢复代码"))


class NewPassword(Checked):
    """A new password, twice."""

    password = _password(_("新密码"), "new-password")
    again = _password(_("再填一次新密码"), "new-password")

    def clean_again(self) -> str:
        """The second time the same as the first."""
        again = str(self.cleaned_data["again"])
        if again != self.cleaned_data.get("password", again):
            raise forms.ValidationError(_("两次填的密码不一样,请重填。"))
        return again


class SignUpForm(NewPassword):
    """What an applicant's account takes."""

    username = _name()
    field_order = ("username", "password", "again")


class ChangePasswordForm(NewPassword):
    """The old password and a new one."""

    old = _password(_("现在的密码"), "current-password")
    field_order = ("old", "password", "again")


class ConfirmForm(Checked):
    """One's password, asked again before something that matters."""

    old = _password(_("现在的密码"), "current-password")


class EnrolForm(ConfirmForm):
    """The code that an authenticator app shows, and one's password."""

    code = _code(_("验证器显示的六位数字"))


def _departments() -> list[tuple[str, str]]:
    return [("", "—"), *((key, told.in_(spoken())) for key, told in DEPARTMENTS.items())]


class PostForm(Checked):
    """What an officer is appointed to."""

    role = forms.ChoiceField(
        label=_("角色"), choices=[one for one in Role.choices if one[0] != Role.APPLICANT]
    )
    department = forms.ChoiceField(label=_("部门(核查人员)"), choices=_departments, required=False)
    employer = forms.CharField(
        label=_("统一社会信用代码(用人单位经办人)"), max_length=30, required=False
    )
    staff_number = forms.CharField(
        label=_("工号(主管、发布、审计、管理必填)"), max_length=30, required=False
    )


class NewOfficerForm(PostForm):
    """A new account of an officer."""

    username = _name()
    field_order = ("username", "role", "department", "employer", "staff_number")


class WhyForm(Checked):
    """A reason, kept in the record."""

    why = forms.CharField(
        label=_("原因"),
        max_length=200,
        error_messages=REQUIRED,
        help_text=_("写进记录,以后改不了。"),
    )


def form_page(
    request: HttpRequest, template: str, form: Checked, context: Mapping[str, object]
) -> HttpResponse:
    """A page with a form; status 422 where something in it is to be corrected."""
    form.mark_errors()
    status = WRONG if form.errors else 200
    return render(request, template, {"form": form, **context}, status=status)
