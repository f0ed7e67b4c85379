"""CPU time of libsndfile (through soundfile) for the songs that LoopedSong writes: python decode.py DIR/looped.*"""
import sys
import time

import soundfile

for file in sys.argv[1:]:
    best = float("inf")
    for _ in range(5):
        start = time.process_time()
        samples, _ = soundfile.read(file, dtype="float32", always_2d=True)
        best = min(best, time.process_time() - start)
    print(f"{file}: {samples.shape[0]} frames, {1000 * best:.0f} ms, libsndfile {soundfile.__libsndfile_version__}")
