package io.beatweaver.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.beatweaver.fuzz.Trial;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Songs made to cost their readers much: time stays in proportion to the file. */
class CostlySongsTest {
  private static final int MIB = 1 << 20;
  private static final Trial.Limits LIMITS = new Trial.Limits(64 << 20, 64, 100);

  @TempDir Path folder;

  private record Costly(String what, boolean read, byte[] song) {
    @Override
    public String toString() {
      return what;
    }
  }

  static Stream<Costly> songs() throws IOException {
    byte[] mp3 = bytes("mp3/stereo44k_untagged.mp3");
    byte[] frames = Arrays.copyOf(mp3, 4 * 418);
    byte[] ogg = bytes("ogg/stereo44k.ogg");
    byte[] cutOgg = Arrays.copyOf(ogg, ogg.length - 9);
    byte[] flac = bytes("flac/stereo44k_16.flac");
    byte[] lyrics = repeated(ascii("LYRICSBEGIN"), MIB);
    byte[] someLyrics = concat(frames, Arrays.copyOf(lyrics, MIB / 8));
    byte[] shortLyrics = repeated(ascii("LYRICSBEGINLYRICSEND"), MIB / 20 * 20);
    byte[] halfMarks = repeated(ascii("LYRICSBEGINLYRICSEN"), MIB);
    byte[] noTags = repeated(ascii("ID3\u00ff"), MIB);
    byte[] tags = repeated(ascii("ID3\4\0\0\0\0\0\0"), MIB / 10 * 10);
    byte[] tagsAndMore = repeated(ascii("ID3\4\0\0\0\0\0\0."), MIB);
    byte[] flacStart = Arrays.copyOf(flac, 42);
    return Stream.of(
        new Costly("lyrics without end", false, concat(frames, lyrics)),
        new Costly("lyrics without end between frames", false, repeated(someLyrics, 2 * MIB)),
        new Costly("lyrics with half end marks", false, concat(frames, halfMarks)),
        new Costly("short lyrics", true, concat(frames, shortLyrics)),
        new Costly("tags that are none", false, concat(frames, noTags)),
        new Costly("empty tags between frames", false, concat(frames, tags, frames)),
        new Costly("empty tags and stray bytes", false, concat(frames, tagsAndMore)),
        new Costly("empty tags before frames", false, concat(tags, mp3)),
        new Costly("empty tags before FLAC", false, concat(tags, flac)),
        new Costly("empty tags alone", false, tags),
        new Costly("empty FLAC headers", false, concat(flacStart, new byte[MIB], flac)),
        new Costly("frame headers", false, concat(frames, repeated(Arrays.copyOf(mp3, 4), MIB))),
        new Costly("pages with wrong checksums", true, concat(ogg, fakePages(16 * MIB))),
        new Costly("pages within a cut page", false, concat(cutOgg, fakePages(MIB / 32))),
        new Costly("parts of page headers", true, concat(ogg, repeated(ascii("OggOg"), 16 * MIB))));
  }

  private static byte[] bytes(String name) throws IOException {
    return Files.readAllBytes(GoldenSongs.resource(name));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static byte[] repeated(byte[] part, int bytes) {
    byte[] all = new byte[bytes];
    for (int i = 0; i < bytes; i++) {
      all[i] = part[i % part.length];
    }
    return all;
  }

  /** Each seems to be a page of the largest size that holds those behind it. */
  private static byte[] fakePages(int bytes) {
    byte[] header = new byte[27];
    Arrays.fill(header, (byte) 0xff);
    System.arraycopy(ascii("OggS\0\0"), 0, header, 0, 6);
    return repeated(header, bytes);
  }

  @ParameterizedTest
  @MethodSource("songs")
  void costsNoMoreThanItsSize(Costly costly) throws IOException {
    Path file = Files.write(folder.resolve("song"), costly.song);
    try (Trial trial = new Trial(costly.what, LIMITS)) {
      boolean read = trial.run(costly.song.length, () -> AudioDecoder.decode(file)).isPresent();
      assertEquals(costly.read, read);
    }
  }
}
