"""What a folder lies on: SQLite must not lie on a disk that other machines have too."""

from __future__ import annotations

from pathlib import Path

from luohu.law.sources import LawError

SHARED = ("nfs", "cifs", "smb", "fuse", "ceph", "gluster", "lustre", "afs", "9p", "vboxsf")
MOUNTS = Path("/proc/mounts")


def file_system(folder: Path, mounts: Path = MOUNTS) -> str:
    """The kind of file system that a folder lies on; empty where it cannot be known."""
    if not mounts.exists():
        return ""
    longest, kind = "", ""
    for line in mounts.read_text("utf-8", "replace").splitlines():
        _, place, found, *_ = line.split(" ")
        place = place.replace("\\040", " ")
        if folder.resolve().is_relative_to(place) and len(place) >= len(longest):
            longest, kind = place, found
    return kind


def is_shared(kind: str) -> bool:
    """Whether a kind of file system is one of a network, or of a program."""
    return kind.startswith(SHARED)


def refuse_shared(folder: Path, mounts: Path = MOUNTS) -> None:
    """LawError where SQLite's file would lie on a network's disk: its locks do not hold there."""
    if is_shared(kind := file_system(folder, mounts)):
        raise LawError(
            f"LUOHU_DATA={folder}: {kind} 是网络文件系统,SQLite 放在上面会损坏;请换本机磁盘,或用 DATABASE_URL 连 PostgreSQL "
            f"SQLite does not survive on {kind}: use a disk of this machine, or PostgreSQL by DATABASE_URL"
        )
