"""librosa's mel + onset + beat_track beside BeatWeaver's analysis + tempo, taken in turns, on one song.

    python librosa_features.py SONG.wav [--rounds N] [--jar beatweaver-benchmarks.jar]
    python librosa_features.py --make SONG.wav        # three minutes of drums and chords; also SONG.ogg

Needs librosa and soundfile. One thread (OMP_NUM_THREADS=1 is set here). librosa's song is at 22,050 Hz when the
clock starts. All times are processor time, the least of the rounds, so that other work on the machine counts little.
BeatWeaver's figures are those of PathTimes in a Java machine of its own each round, decoding left out;
with --vector that machine has the Vector API enabled.
"""
import os

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS"):
    os.environ[name] = "1"

import argparse
import statistics
import subprocess
import time

import librosa
import numpy as np
import soundfile


def make(path):
    rate, seconds, bpm = 44100, 180, 128
    rng = np.random.default_rng(1)
    t = np.arange(rate * seconds) / rate
    beat = 60 / bpm
    y = np.zeros_like(t)
    for i in range(int(seconds / beat)):
        at = int(i * beat * rate)
        n = min(int(.2 * rate), len(t) - at)
        s = np.arange(n) / rate
        y[at:at + n] += .6 * np.sin(2 * np.pi * (50 * s + 3 * (1 - np.exp(-s * 40)))) * np.exp(-s * 18)
        if i % 2:
            y[at:at + n] += .25 * rng.standard_normal(n) * np.exp(-s * 25)
    for i, root in enumerate(np.tile([220, 174.6, 261.6, 196], 200)):
        at = int(i * 4 * beat * rate)
        if at >= len(t):
            break
        n = min(int(4 * beat * rate), len(t) - at)
        s = np.arange(n) / rate
        y[at:at + n] += .05 * sum(np.sin(2 * np.pi * root * k * s) / k for k in (1, 1.25, 1.5, 2, 3, 5))
    side = .02 * rng.standard_normal(len(t))
    stereo = np.stack([y + side, y - side], 1) * .8
    soundfile.write(path, stereo, rate, subtype="PCM_16")
    ogg = os.path.splitext(path)[0] + ".ogg"
    with soundfile.SoundFile(ogg, "w", rate, 2, format="OGG", subtype="VORBIS") as out:
        for start in range(0, len(stereo), rate):
            out.write(stereo[start:start + rate])


def librosa_times(y):
    start = time.process_time()
    mel = librosa.power_to_db(librosa.feature.melspectrogram(y=y, sr=22050, n_fft=2048, hop_length=512, n_mels=80), ref=np.max)
    mid = time.process_time()
    onset = librosa.onset.onset_strength(y=y, sr=22050, hop_length=512)
    late = time.process_time()
    librosa.beat.beat_track(y=y, sr=22050, hop_length=512)
    end = time.process_time()
    assert mel.shape[1] == len(onset)
    return {"mel": mid - start, "onset": late - mid, "beat_track": end - late, "all": end - start}


def beatweaver_times(jar, song, vector):
    command = ["java"] + (["--add-modules", "jdk.incubator.vector"] if vector else [])
    out = subprocess.run(command + ["-cp", jar, "io.beatweaver.benchmarks.PathTimes", song, "24"],
                         check=True, capture_output=True, text=True).stdout
    times = {}
    for line in out.splitlines()[1:]:
        times[line[:24].strip()] = float(line[24:].split()[1]) / 1000
    return times


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("song")
    parser.add_argument("--make", action="store_true")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--jar", default="beatweaver-benchmarks/target/beatweaver-benchmarks.jar")
    parser.add_argument("--vector", action="store_true")
    args = parser.parse_args()
    if args.make:
        make(args.song)
        return
    y, _ = librosa.load(args.song, sr=22050, res_type="soxr_hq")
    librosa_times(y)
    rows = []
    for _ in range(args.rounds):
        peer = min((librosa_times(y) for _ in range(3)), key=lambda x: x["all"])
        own = beatweaver_times(args.jar, args.song, args.vector)
        features = own["transform, mel, onsets"] + own["align, normalise"]
        rows.append((peer["all"], features, features + own["tempo"], own["all"]))
        print("librosa mel %.3f onset %.3f beat_track %.3f all %.3f | BeatWeaver features %.3f with tempo %.3f: "
              "%.1fx; file to cached features %.3f" % (
                  peer["mel"], peer["onset"], peer["beat_track"], peer["all"], features, rows[-1][2],
                  peer["all"] / rows[-1][2], own["all"]), flush=True)
    print("median ratio, mel + onset + tempo: %.1fx" % statistics.median(row[0] / row[2] for row in rows))


main()
