"""Notes a second that Python's json reads from the levels of BusyLevel, the way the predecessor did.

java -cp 'beatweaver-benchmarks/target/beatweaver-benchmarks.jar' io.beatweaver.benchmarks.BusyLevel DIR
python beatweaver-benchmarks/peers/read_levels.py DIR
"""
import json
import pathlib
import sys
import time


def notes_of(level):
    notes = []
    for file in level.glob("*.dat"):
        root = json.loads(file.read_text(encoding="utf-8"))
        for n in root.get("_notes", []):
            notes.append((n["_time"], n["_lineIndex"], n["_lineLayer"], n["_type"], n["_cutDirection"]))
        data = root.get("colorNotesData")
        for n in root.get("colorNotes", []):
            d = data[n.get("i", 0)] if data else n
            notes.append((n["b"], d["x"], d["y"], d["c"], d["d"]))
    return sorted(notes)


for level in sorted(pathlib.Path(sys.argv[1]).iterdir()):
    best = float("inf")
    for _ in range(5):
        start = time.process_time()
        notes = notes_of(level)
        best = min(best, time.process_time() - start)
    size = sum(file.stat().st_size for file in level.glob("*.dat"))
    print(f"{level.name}: {len(notes)} notes, {size / len(notes):.0f} bytes a note, {len(notes) / best:.0f} notes/s")
