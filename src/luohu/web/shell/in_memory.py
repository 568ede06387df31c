"""Workbooks written in memory: openpyxl by itself puts each sheet into a temporary file, in plain text."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter


class InMemory(ExcelWriter):  # type: ignore[misc]
    """openpyxl's writer, which leaves nothing on a disk; of workbooks that are not `write_only`."""

    def write_worksheet(self, ws: Any) -> None:
        """Write a sheet straight into the archive."""
        ws._drawing = SpreadsheetDrawing()
        ws._drawing.charts, ws._drawing.images = ws._charts, ws._images
        sheet = io.BytesIO()
        writer = WorksheetWriter(ws, sheet)
        writer.write()
        ws._rels = writer._rels
        self._archive.writestr(ws.path[1:], sheet.getvalue())
        self.manifest.append(ws)


def saved(book: Any) -> bytes:
    """A workbook as the bytes of its file."""
    file = io.BytesIO()
    InMemory(book, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED)).save()
    return file.getvalue()
