"""Makes mp3/ and flac/: needs numpy, soundfile, lame 3.100, flac 1.4, mpg123 and ffmpeg on the path.

Songs.java has the same formulas: the tests compare what is decoded with them, not with a decoder's output.
"""
import subprocess
import numpy as np
import soundfile as sf


def tones(rate, frames, channels):
    """A tone a channel and a decaying burst each quarter of a second."""
    n = np.arange(frames)
    x = np.zeros((frames, channels))
    for c in range(channels):
        x[:, c] = 0.3 * np.sin(2 * np.pi * (440 + 110 * c) * n / rate)
        for at in range(rate // 4, frames, rate // 4):
            m = np.arange(min(rate // 100, frames - at))
            x[at : at + len(m), c] += 0.4 * np.exp(-m * 1000 / rate) * np.sin(2 * np.pi * 1500 * m / rate)
    return x


def steps(frames, channels, bits):
    """Whole numbers: a saw a channel and some noise."""
    x = np.zeros((frames, channels), dtype=np.int64)
    seed = 1
    for n in range(frames):
        for c in range(channels):
            seed = (seed * 1103515245 + 12345) % 2**31
            saw = (n * (37 + 11 * c)) % 2001 - 1000
            x[n, c] = (saw * 2**bits) // 4096 + seed * 2**bits // 2**40
    return x


def run(command):
    subprocess.run(command, shell=True, check=True)


MP3 = {
    "stereo44k_cbr": (44100, 2, "-b 128"),
    "mono44k_vbr": (44100, 1, "-V 4"),
    "stereo48k_joint_crc": (48000, 2, "-b 96 -m j -p"),
    "stereo32k_vbr": (32000, 2, "-V 5"),
    "mono22k_abr": (22050, 1, "--abr 56"),
    "mono16k_vbr": (16000, 1, "-V 5"),
    "stereo44k_untagged": (44100, 2, "-b 96 -t"),
    "mono8k_untagged": (8000, 1, "-b 16"),
    "stereo12k_cbr": (12000, 2, "-b 32"),
}
for name, (rate, channels, options) in MP3.items():
    sf.write("x.wav", tones(rate, rate * 6 // 10 + 7, channels), rate, subtype="PCM_24")
    run(f"lame --quiet --resample {rate / 1000} {options} x.wav mp3/{name}.mp3")
sf.write("x.wav", tones(44100, 20011, 2), 44100, subtype="PCM_24")
run("ffmpeg -loglevel error -y -i x.wav -c:a libmp3lame -b:a 96k -id3v2_version 3 -write_id3v1 1 -metadata title=x mp3/stereo44k_lavf_tags.mp3")
run("mpg123 -q -e f32 -w x.wav mp3/stereo44k_cbr.mp3")
np.save("mp3/stereo44k_cbr.mpg123.npy", sf.read("x.wav", dtype="float32")[0].mean(1, dtype="float32")[:12000])

FLAC = {"mono44k_8": (44100, 1, 8), "stereo44k_16": (44100, 2, 16), "stereo192k_24": (192000, 2, 24), "six48k_16": (48000, 6, 16), "mono8k_16": (8000, 1, 16)}
for name, (rate, channels, bits) in FLAC.items():
    x = steps(2503, channels, bits)
    if bits == 8:
        sf.write("x.wav", ((x + 128) / 128 - 1), rate, subtype="PCM_U8")
    else:
        sf.write("x.wav", (x << (32 - bits)).astype(np.int32), rate, subtype=f"PCM_{bits}", format="WAVEX")
    run(f"flac -s -f -8 -b 1152 --no-seektable -P 64 x.wav -o flac/{name}.flac")
sf.write("x.wav", (steps(2503, 2, 16) << 16).astype(np.int32), 44100, subtype="PCM_16")
run("cat x.wav | flac -s -f -0 - -c > flac/stereo44k_16_unknown_length.flac")
run("rm x.wav")
