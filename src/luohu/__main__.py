"""`python -m luohu` is the `luohu` command."""

from luohu.cli import main

main()
