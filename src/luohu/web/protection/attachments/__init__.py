"""Files that people hand in: judged before they are kept, sealed on disk, served as nothing but files."""

from luohu.web.protection.attachments.kept import content, of, remove, store, sweep
from luohu.web.protection.attachments.served import served

__all__ = ["content", "of", "remove", "served", "store", "sweep"]
