"""Makes the table of how characters sound, from pypinyin: python -m tests.consult.sounds."""

from __future__ import annotations

from pypinyin import Style, pinyin

from luohu.consult.wording.sounds import TABLE

# The characters of the national standard of 1980, in which everyday Chinese is written.
ROWS, CELLS = range(0xB0, 0xF8), range(0xA1, 0xFF)


def table_of_sounds() -> str:
    """Every common character behind its commonest sound without tone, a line a sound."""
    by_sound: dict[str, str] = {}
    for row in ROWS:
        for cell in CELLS:
            character = bytes((row, cell)).decode("gb2312", "ignore")
            if character:
                told = pinyin(character, style=Style.NORMAL)[0][0]
                by_sound[told] = by_sound.get(told, "") + character
    return "".join(f"{told} {by_sound[told]}\n" for told in sorted(by_sound))


if __name__ == "__main__":
    TABLE.write_text(table_of_sounds(), "utf-8")
