"""What may be done with a selection, all in one place; each step is one transaction by somebody."""

from luohu.web.selection.checking import ask_to_check, check_again
from luohu.web.selection.children import name_child, remove_child
from luohu.web.selection.freezing import freeze, give_up, in_force
from luohu.web.selection.objecting import answer_objection, object_to
from luohu.web.selection.previewing import preview
from luohu.web.selection.publishing import ask_to_publish, publish
from luohu.web.selection.settling import cancel, confirm, confirm_all, falsify, lapse_all, settle

__all__ = [
    "answer_objection", "ask_to_check", "ask_to_publish", "cancel", "check_again", "confirm",
    "confirm_all", "falsify", "freeze", "give_up", "in_force", "lapse_all", "name_child", "object_to",
    "preview", "publish", "remove_child", "settle",
]  # fmt: skip
