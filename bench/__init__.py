"""Luohu beside other engines on the same machine in the same run: ratios, not only times."""

import os

ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS"), "1"
)
os.environ.update(ONE_THREAD)  # before numpy is imported: every engine has one core
os.environ.setdefault("LUOHU_TODAY", "2026-06-01")
