package io.beatweaver.demo;

import io.beatweaver.level.Difficulty;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What became of the files that {@link MusicCorpus} was given.
 *
 * @param charted songs that there is a level of
 * @param skipped files that there is none of
 */
public record MusicReport(List<Charted> charted, List<Skipped> skipped) {
  /** Copies the lists. */
  public MusicReport {
    charted = List.copyOf(charted);
    skipped = List.copyOf(skipped);
  }

  /**
   * A song and its level.
   *
   * @param song the file it came from
   * @param level the level's folder
   * @param audioHash of the audio in the level, which decides the part of a corpus it belongs to;
   *     the song's own if the game plays its format
   * @param bpm the tempo at its first beat
   * @param confidence of its tempo; 0 if the level was there already
   * @param seconds its length
   * @param notes of each difficulty
   */
  public record Charted(
      Path song,
      Path level,
      String audioHash,
      double bpm,
      double confidence,
      double seconds,
      Map<Difficulty, Integer> notes) {
    /** Copies the map. */
    public Charted {
      Objects.requireNonNull(song, "song");
      Objects.requireNonNull(level, "level");
      Objects.requireNonNull(audioHash, "audioHash");
      notes = Map.copyOf(notes);
    }

    /**
     * How dense a difficulty is.
     *
     * @param difficulty which
     * @return notes a second over the song's length
     */
    public double notesPerSecond(Difficulty difficulty) {
      return notes.getOrDefault(difficulty, 0) / seconds;
    }
  }

  /** Why there is no level of a file. */
  public enum Reason {
    /** No audio, in a format that isn't read, or broken. */
    UNREADABLE,
    /** Shorter or longer than a song, or of too many samples to be held in memory. */
    LENGTH,
    /** The bytes of another file. */
    DUPLICATE,
    /** No beat, or one that is too unsure. */
    UNCERTAIN_TEMPO,
    /** Nothing to chart. */
    NO_ONSETS
  }

  /**
   * A file without a level.
   *
   * @param file the file
   * @param reason the kind of reason
   * @param detail the reason itself
   */
  public record Skipped(Path file, Reason reason, String detail) {
    /** Refuses null. */
    public Skipped {
      Objects.requireNonNull(file, "file");
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(detail, "detail");
    }
  }

  /**
   * How many files were skipped for each reason.
   *
   * @return only reasons that came up
   */
  public Map<Reason, Integer> skippedByReason() {
    Map<Reason, Integer> counts = new EnumMap<>(Reason.class);
    skipped.forEach(file -> counts.merge(file.reason(), 1, Integer::sum));
    return counts;
  }
}
