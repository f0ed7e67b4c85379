#!/usr/bin/env python3
"""Makes the table of Vorbis setup packets that banks leave out of their sounds.

An encoder has one setup packet for each of its settings; a bank names it by its CRC-32. This asks
libvorbis (BSD licence) for the packets of all its qualities at the rates that songs have, and
writes those that decode as banks do, with blocks of 256 and 2048 samples:

    python3 beatweaver-core/tools/vorbis_setup_headers.py \
        beatweaver-core/src/main/resources/io/beatweaver/unity/internal/vorbis-setup-headers.bin.gz

Needs libvorbis and libvorbisenc 1.3.7 as shared libraries (Debian: libvorbisenc2) and nothing else.
With --check instead of a file, compares with the table that is there. The format: repeated
[CRC-32][length][packet], numbers of 32 bits, lowest byte first.
"""

import ctypes
import ctypes.util
import gzip
import os
import struct
import sys
import zlib

RATES = (32000, 44100, 48000)
CHANNELS = (1, 2)
QUALITY_STEPS = 1000
BLOCK_SIZES = 0xB8
TABLE = os.path.join(
    os.path.dirname(os.path.abspath(__file__)),
    "../src/main/resources/io/beatweaver/unity/internal/vorbis-setup-headers.bin.gz",
)


class OggPacket(ctypes.Structure):
    _fields_ = [
        ("packet", ctypes.POINTER(ctypes.c_ubyte)),
        ("bytes", ctypes.c_long),
        ("b_o_s", ctypes.c_long),
        ("e_o_s", ctypes.c_long),
        ("granulepos", ctypes.c_int64),
        ("packetno", ctypes.c_int64),
    ]


def library(name):
    found = ctypes.util.find_library(name)
    if found is None:
        sys.exit(name + " is not installed")
    return ctypes.CDLL(found)


def setup_of(vorbis, encoder, rate, channels, quality):
    """The identification and setup packets of one setting, or None if there is no such setting."""
    # Larger than the library's structures, which are only handed through.
    info, comment, state = (ctypes.create_string_buffer(4096) for _ in range(3))
    vorbis.vorbis_info_init(info)
    try:
        if encoder.vorbis_encode_init_vbr(
            info, ctypes.c_long(channels), ctypes.c_long(rate), ctypes.c_float(quality)
        ):
            return None
        vorbis.vorbis_comment_init(comment)
        vorbis.vorbis_analysis_init(state, info)
        headers = [OggPacket() for _ in range(3)]
        vorbis.vorbis_analysis_headerout(state, comment, *map(ctypes.byref, headers))
        made = [ctypes.string_at(h.packet, h.bytes) for h in headers]
        vorbis.vorbis_dsp_clear(state)
        vorbis.vorbis_comment_clear(comment)
        return made[0], made[2]
    finally:
        vorbis.vorbis_info_clear(info)


def table():
    vorbis, encoder = library("vorbis"), library("vorbisenc")
    found = {}
    for rate in RATES:
        for channels in CHANNELS:
            for step in range(QUALITY_STEPS + 1):
                made = setup_of(vorbis, encoder, rate, channels, step / QUALITY_STEPS)
                if made and made[0][28] == BLOCK_SIZES:
                    found.setdefault(zlib.crc32(made[1]), made[1])
    return found


def read(path):
    with gzip.open(path) as file:
        data = file.read()
    found, at = {}, 0
    while at < len(data):
        crc, length = struct.unpack_from("<II", data, at)
        found[crc] = data[at + 8 : at + 8 + length]
        at += 8 + length
    return found


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    made = table()
    if sys.argv[1] == "--check":
        known = read(TABLE)
        missing, extra = known.keys() - made.keys(), made.keys() - known.keys()
        print(f"{len(known)} in the table, {len(missing)} not made, {len(extra)} made besides")
        sys.exit(1 if missing or any(made[crc] != known[crc] for crc in known) else 0)
    # Likes beside each other pack best.
    packets = sorted(made.values())
    data = b"".join(struct.pack("<II", zlib.crc32(p), len(p)) + p for p in packets)
    with open(sys.argv[1], "wb") as file:
        file.write(gzip.compress(data, 9, mtime=0))
    print(f"{len(made)} setup packets, {len(data)} bytes")


if __name__ == "__main__":
    main()
