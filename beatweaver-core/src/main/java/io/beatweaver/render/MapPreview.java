package io.beatweaver.render;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import io.beatweaver.file.AtomicFiles;
import io.beatweaver.grid.BeatGrid;
import io.beatweaver.level.Arc;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Bomb;
import io.beatweaver.level.Chain;
import io.beatweaver.level.Characteristic;
import io.beatweaver.level.Level;
import io.beatweaver.level.Note;
import io.beatweaver.level.Wall;
import io.beatweaver.tempo.TempoMap;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/**
 * A level as one page for a browser: plays the song and lets the notes come towards the player,
 * with a switch of difficulty, seeking, slow motion and a strip of density. The page holds
 * everything, the song too, and needs no network.
 *
 * <pre>{@code
 * new MapPreview(level, seconds, features.onsets()).write(Path.of("preview.html"), song, "audio/ogg");
 * }</pre>
 *
 * <p>Immutable and safe to call from any thread.
 */
public final class MapPreview {
  /** Songs larger than this are named by the page, which then needs them beside it. */
  public static final long MAX_EMBEDDED_BYTES = 64L << 20;

  private static final int MAX_BARS = 100_000;
  private static final int ONSET_BINS = 1200;
  private static final String PAGE = "preview.html";
  private static final JsonFactory JSON = new JsonFactory();

  private final Level level;
  private final double seconds;
  private final float[] onsetPerStep;

  /**
   * A preview.
   *
   * @param level what to show; at least one beatmap
   * @param seconds the song's length, above 0
   * @param onsetPerStep the song's onset envelope, one value a 1/16 beat of the first beatmap's
   *     tempo from beat 0, on any scale; null for none. Copied.
   */
  public MapPreview(Level level, double seconds, float[] onsetPerStep) {
    this.level = Objects.requireNonNull(level, "level");
    if (level.beatmaps().isEmpty()) {
      throw new IllegalArgumentException("a level without beatmaps has nothing to show");
    }
    if (!(seconds > 0) || !Double.isFinite(seconds)) {
      throw new IllegalArgumentException("the song's length must be above 0: " + seconds);
    }
    this.seconds = seconds;
    this.onsetPerStep = onsetPerStep == null ? new float[0] : onsetPerStep.clone();
  }

  /**
   * Writes the page; one that is there is replaced in one step.
   *
   * @param page where to
   * @param song the song's file, copied into the page
   * @param mimeType the song's, such as {@code audio/ogg}
   * @throws IOException if the song can't be read or the page can't be written
   */
  public void write(Path page, Path song, String mimeType) throws IOException {
    if (!mimeType.matches("[a-z]+/[a-z0-9.+-]+")) {
      throw new IllegalArgumentException("no MIME type: " + mimeType);
    }
    String[] parts = page().split("@(SONG|DATA)@", -1);
    AtomicFiles.write(
        page,
        raw -> {
          BufferedOutputStream out = new BufferedOutputStream(raw, 1 << 16);
          out.write(parts[0].getBytes(StandardCharsets.UTF_8));
          writeSong(out, song, mimeType);
          out.write(parts[1].getBytes(StandardCharsets.UTF_8));
          out.write(data().getBytes(StandardCharsets.UTF_8));
          out.write(parts[2].getBytes(StandardCharsets.UTF_8));
          out.flush();
        });
  }

  private static String page() throws IOException {
    try (InputStream in = MapPreview.class.getResourceAsStream(PAGE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void writeSong(OutputStream out, Path song, String mimeType) throws IOException {
    if (Files.size(song) > MAX_EMBEDDED_BYTES) {
      String name = URLEncoder.encode(song.getFileName().toString(), StandardCharsets.UTF_8);
      out.write(name.replace("+", "%20").getBytes(StandardCharsets.UTF_8));
      return;
    }
    out.write(("data:" + mimeType + ";base64,").getBytes(StandardCharsets.UTF_8));
    try (OutputStream base64 = Base64.getEncoder().wrap(new Unclosed(out))) {
      Files.copy(song, base64);
    }
  }

  private String data() throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.setCharacterEscapes(ScriptEscapes.INSTANCE);
      json.writeStartObject();
      json.writeStringField("title", level.info().title());
      json.writeStringField("artist", level.info().artist());
      json.writeNumberField("seconds", seconds);
      TempoMap tempo = level.beatmaps().get(0).tempo();
      writeBars(json, tempo);
      writeOnsets(json, tempo);
      json.writeArrayFieldStart("maps");
      for (Beatmap map : level.beatmaps()) {
        writeMap(json, map);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return text.toString();
  }

  private void writeBars(JsonGenerator json, TempoMap tempo) throws IOException {
    json.writeArrayFieldStart("bars");
    for (int bar = 0; bar < MAX_BARS; bar++) {
      double second = tempo.secondsAt((double) bar * BeatGrid.BEATS_PER_BAR);
      if (second > seconds) {
        break;
      }
      writeRow(json, second);
    }
    json.writeEndArray();
  }

  /** The loudest onset of each of some hundred stretches of the song, 0 to 255. */
  private void writeOnsets(JsonGenerator json, TempoMap tempo) throws IOException {
    float[] bins = new float[onsetPerStep.length == 0 ? 0 : ONSET_BINS];
    float low = Float.MAX_VALUE;
    float high = -Float.MAX_VALUE;
    for (float onset : onsetPerStep) {
      low = Math.min(low, onset);
      high = Math.max(high, onset);
    }
    Arrays.fill(bins, low);
    for (int step = 0; step < onsetPerStep.length; step++) {
      int bin = (int) (tempo.secondsAt(BeatGrid.beatOf(step)) / seconds * ONSET_BINS);
      if (bin >= 0 && bin < bins.length) {
        bins[bin] = Math.max(bins[bin], onsetPerStep[step]);
      }
    }
    json.writeArrayFieldStart("onsets");
    for (float bin : bins) {
      json.writeNumber(high > low ? Math.round(255 * (bin - low) / (high - low)) : 0);
    }
    json.writeEndArray();
  }

  private static void writeMap(JsonGenerator json, Beatmap map) throws IOException {
    TempoMap tempo = map.tempo();
    String difficulty = map.difficulty().serializedName();
    json.writeStartObject();
    json.writeStringField(
        "name",
        map.characteristic().equals(Characteristic.STANDARD)
            ? difficulty
            : map.characteristic().name() + " " + difficulty);
    json.writeNumberField("njs", map.noteJumpSpeed());
    json.writeArrayFieldStart("notes");
    for (Note n : map.notes()) {
      int hand = n.hand().color();
      writeRow(json, tempo.secondsAt(n.beat()), n.x(), n.y(), hand, n.direction(), n.angleOffset());
    }
    json.writeEndArray();
    json.writeArrayFieldStart("bombs");
    for (Bomb b : map.bombs()) {
      writeRow(json, tempo.secondsAt(b.beat()), b.x(), b.y());
    }
    json.writeEndArray();
    json.writeArrayFieldStart("walls");
    for (Wall w : map.walls()) {
      double end = tempo.secondsAt(w.beat() + w.duration());
      writeRow(json, tempo.secondsAt(w.beat()), end, w.x(), w.y(), w.width(), w.height());
    }
    json.writeEndArray();
    json.writeArrayFieldStart("arcs");
    for (Arc a : map.arcs()) {
      int hand = a.hand().color();
      double tail = tempo.secondsAt(a.tailBeat());
      writeRow(json, tempo.secondsAt(a.beat()), a.x(), a.y(), hand, tail, a.tailX(), a.tailY());
    }
    json.writeEndArray();
    json.writeArrayFieldStart("chains");
    for (Chain c : map.chains()) {
      int hand = c.hand().color();
      double tail = tempo.secondsAt(c.tailBeat());
      writeRow(json, tempo.secondsAt(c.beat()), c.x(), c.y(), hand, tail, c.tailX(), c.tailY());
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  /** Tenths of milliseconds are finer than any screen. */
  private static void writeRow(JsonGenerator json, double... values) throws IOException {
    json.writeStartArray();
    for (double value : values) {
      if (value == Math.rint(value) && Math.abs(value) < 1e9) {
        json.writeNumber((long) value);
      } else {
        json.writeNumber(Math.rint(value * 1e4) / 1e4);
      }
    }
    json.writeEndArray();
  }

  /** Keeps a title from ending the script element that it stands in. */
  private static final class ScriptEscapes extends CharacterEscapes {
    private static final long serialVersionUID = 1L;
    private static final ScriptEscapes INSTANCE = new ScriptEscapes();

    @Override
    public int[] getEscapeCodesForAscii() {
      int[] codes = standardAsciiEscapesForJSON();
      for (char c : List.of('<', '>', '&')) {
        codes[c] = ESCAPE_STANDARD;
      }
      return codes;
    }

    @Override
    public SerializableString getEscapeSequence(int c) {
      return new SerializedString(String.format("\\u%04x", c));
    }
  }

  private static final class Unclosed extends FilterOutputStream {
    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() {}
  }
}
