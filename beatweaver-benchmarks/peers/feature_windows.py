"""A window of 128 x 81 at random: .npy a song (opened each time, mapped or read) and one packed float16 map.

Usage: python feature_windows.py [SONGS]      needs numpy; writes about 3 MB a song into a temporary folder
"""
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

ROWS, COLUMNS, WINDOW, TIMES = 6500, 81, 128, 3000
songs = int(sys.argv[1]) if len(sys.argv) > 1 else 200
random = np.random.default_rng(1)


def report(name, function):
    function()
    start = time.perf_counter()
    for _ in range(TIMES):
        function()
    print(f"{name:30} {(time.perf_counter() - start) / TIMES * 1e6:8.1f} us")


with tempfile.TemporaryDirectory() as folder:
    folder = Path(folder)
    values = random.uniform(-1, 1, (ROWS, COLUMNS)).astype(np.float32)
    packed = np.lib.format.open_memmap(
        folder / "packed.npy", "w+", np.float16, (songs * ROWS, COLUMNS)
    )
    for song in range(songs):
        np.save(folder / f"{song}.npy", values)
        packed[song * ROWS : (song + 1) * ROWS] = values

    def place():
        return int(random.integers(songs)), int(random.integers(ROWS - WINDOW))

    def read():
        song, row = place()
        return np.load(folder / f"{song}.npy")[row : row + WINDOW].copy()

    def mapped():
        song, row = place()
        return np.array(np.load(folder / f"{song}.npy", mmap_mode="r")[row : row + WINDOW])

    def window():
        song, row = place()
        return packed[song * ROWS + row : song * ROWS + row + WINDOW].astype(np.float32)

    report("choosing alone", place)
    report(".npy a song, read", read)
    report(".npy a song, mapped", mapped)
    report("packed float16, mapped", window)
