"""Makes the Ogg Vorbis fixtures; needs numpy, soundfile and vorbis-tools (oggenc, oggdec)."""
import subprocess, sys, os
import numpy as np, soundfile as sf
out = sys.argv[1]
def signal(n, sr, channel):
    t = np.arange(n) / sr
    rng = np.random.default_rng(7 + channel)
    x = .25 * np.sin(2*np.pi*(220 + 110*channel)*t) + .2 * np.sin(2*np.pi*(500 + 4000*t)*t)
    clicks = (np.arange(n) % (sr // 4)) < 200
    return x + .3 * clicks * rng.uniform(-1, 1, n)
def make(name, n, sr, channels, quality):
    x = np.stack([signal(n, sr, c) for c in range(channels)], 1)
    wav, ogg = f"{out}/{name}.wav", f"{out}/{name}.ogg"
    sf.write(wav, x, sr, subtype="PCM_16")
    subprocess.run(["oggenc", "-Q", "--serial", "4711", "-q", str(quality), "-o", ogg, wav], check=True)
    os.remove(wav)
    y, _ = sf.read(ogg, dtype="float32", always_2d=True)
    assert y.shape == (n, channels), y.shape
    return y, ogg
y, ogg = make("stereo44k", 44321, 44100, 2, 1)
subprocess.run(["oggdec", "-Q", "-R", "-b", "16", "-e", "0", "-s", "1", "-o", f"{out}/stereo44k.oggdec.s16le", ogg], check=True)
y, ogg = make("mono48k", 14411, 48000, 1, 3)
np.save(f"{out}/mono48k.libsndfile.npy", y[:, 0].copy())
y, ogg = make("surround6", 4800, 48000, 6, 0)
np.save(f"{out}/surround6.libsndfile.npy", y.mean(1, dtype="float32"))
