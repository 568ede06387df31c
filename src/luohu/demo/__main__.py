"""`make run`: the main job on the bundled applicants, and what to try next."""

from __future__ import annotations

import os
from pathlib import Path

from rich.console import Console
from rich.rule import Rule

from luohu.demo.people import COHORT
from luohu.engines.selection import award_list
from luohu.people.reading import read_cohort
from luohu.schemes.catalogue import find_scheme
from luohu.schemes.scoring import score_person
from luohu.terminal import awards, scores

CYCLE, QUOTA = 2026, 60
NEXT = """
[bold]下一步 Next[/] (命令前加 {bin} 或先激活 .venv)
[dim]一个人的每一分从哪来 every point of one person[/]
  luohu explain examples/edge-of-the-line.json --cycle 2026
[dim]一个人在所有城市、所有办法下的情况 one person under every scheme of every city[/]
  luohu where examples/cities/moved-south.json --cycle 2026
[dim]多人计分 score many[/]
  luohu score examples/*.json --cycle 2026
[dim]填报工作簿,填好后检查、排名 a workbook to fill in, check and rank[/]
  luohu template 申报.xlsx
  luohu rank 申报.xlsx --cycle 2026 --quota 6000 -o 名单.xlsx
[dim]两版政策的差别;政策全文 what changed; the policy as a page[/]
  luohu diff beijing@2016 beijing@2020
  luohu schemes beijing
[dim]名单已写到 the list is in[/] {output}
"""


def main() -> None:
    """Check, score and rank the bundled cohort; show the first result at once."""
    console = Console()
    law = find_scheme("beijing").at(CYCLE)
    reading = read_cohort([COHORT])
    console.print(Rule("落户 Luohu · 演示数据均为虚构 all people here are invented"))
    made = award_list(law, reading.cohort, QUOTA, reading.places)
    output = Path("build") / "demo-list.xlsx"
    output.parent.mkdir(exist_ok=True)
    made.write(output)
    first = reading.cohort.ids.index(made.awards[0].id)
    best = score_person(law, reading.cohort.person(first), made.awards[0].id)
    console.print(scores([best], "zh"))
    console.print(awards(made, "zh"))
    console.print(NEXT.format(bin=os.path.join(".venv", "bin", ""), output=output))


main()
