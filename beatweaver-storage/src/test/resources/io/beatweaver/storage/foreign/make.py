"""Writes the .parquet files beside it (pyarrow 21 or later, numpy): notes as other programs write them.

Three songs of 200 rows, the first 134 of each Easy, the others Expert+; ForeignStoreTest knows the values.
"""
import pathlib
import pyarrow as pa
import pyarrow.parquet as pq

here = pathlib.Path(__file__).parent
N = 600


def table(int8=pa.int8(), int16=pa.int16(), real=pa.float32(), nullable=True, null_angles=False):
    songs = [i * 3 // N for i in range(N)]
    columns = {
        "song_hash": (pa.string(), ["%040x" % (0xABC0 + s) for s in songs]),
        "source": (pa.string(), ["Ünïcode 歌"] * N),
        "difficulty": (pa.string(), ["Easy" if i % 200 < 134 else "Expert+" for i in range(N)]),
        "characteristic": (pa.string(), ["Standard"] * N),
        "bpm": (real, [120.0 + s for s in songs]),
        "beat": (real, [i / 4 for i in range(N)]),
        "time_seconds": (real, [i / 4 * 60 / (120.0 + songs[i]) for i in range(N)]),
        "x": (int8, [i % 4 for i in range(N)]),
        "y": (int8, [i % 3 for i in range(N)]),
        "color": (int8, [i % 2 for i in range(N)]),
        "cut_direction": (int8, [i % 9 for i in range(N)]),
        "angle_offset": (int16, [None if null_angles and i % 7 == 0 else i - 300 for i in range(N)]),
    }
    schema = pa.schema([pa.field(n, t, nullable) for n, (t, _) in columns.items()])
    return pa.table([pa.array(v, t) for t, v in columns.values()], schema)


def write(name, data, **options):
    pq.write_table(data, here / f"{name}.parquet", **options)


write("legacy", table(), compression="snappy")
write("groups_v2", table(), compression="zstd", row_group_size=77, data_page_version="2.0", version="2.6")
write("plain_required", table(nullable=False), compression="none", use_dictionary=False, write_statistics=False)
write("gzip_pages", table(), compression="gzip", data_page_size=256, write_page_index=True)
write("wide", table(pa.int64(), pa.int64(), pa.float64()), compression="zstd")
delta = {n: "DELTA_BINARY_PACKED" for n in ["x", "y", "color", "cut_direction", "angle_offset"]}
delta |= {n: "DELTA_BYTE_ARRAY" for n in ["song_hash", "source", "difficulty", "characteristic"]}
delta |= {n: "BYTE_STREAM_SPLIT" for n in ["bpm", "beat", "time_seconds"]}
write("delta", table(), use_dictionary=False, column_encoding=delta, data_page_version="2.0", version="2.6")
write("null_angles", table(null_angles=True), compression="snappy", row_group_size=250)
write("too_wide", table(pa.int64(), pa.int64()).set_column(7, "x", pa.array([1000] * N, pa.int64())))
