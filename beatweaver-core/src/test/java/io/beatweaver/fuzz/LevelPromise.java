package io.beatweaver.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.beatweaver.level.Beatmap;
import io.beatweaver.level.Level;
import io.beatweaver.level.Note;
import io.beatweaver.level.ReadWarning;
import io.beatweaver.quality.MapQuality;
import io.beatweaver.token.Tokenization;
import io.beatweaver.token.Tokenizer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** What every level that a reader gives has to be, whatever it was read from. */
final class LevelPromise {
  private static final double MAX_BEAT = 1e6;

  /** Tempo regions that overlap by so much are forgiven, for files round to samples. */
  private static final double ROUNDING_SECONDS = 1e-4;

  private LevelPromise() {}

  static void check(Level level) {
    requireSound(level);
    require(!level.beatmaps().isEmpty(), "a level without beatmaps");
    require(level.hash().matches("([0-9a-f]{40})?"), "hash " + level.hash());
    for (ReadWarning warning : level.warnings()) {
      Trial.requireFitToShow(warning.toString());
      require(!warning.reason().isBlank(), "a warning without a reason");
    }
    level.beatmaps().forEach(LevelPromise::checkUse);
  }

  /** Every number is one, however deep; records have no other way in than their constructors. */
  private static void requireSound(Object value) {
    if (value instanceof Double number) {
      require(Double.isFinite(number), "no number: " + number);
    } else if (value instanceof Optional<?> optional) {
      optional.ifPresent(LevelPromise::requireSound);
    } else if (value instanceof Collection<?> items) {
      items.forEach(LevelPromise::requireSound);
    } else if (value instanceof Map<?, ?> map) {
      map.values().forEach(LevelPromise::requireSound);
    } else if (value instanceof Record item) {
      for (RecordComponent component : item.getClass().getRecordComponents()) {
        try {
          requireSound(component.getAccessor().invoke(item));
        } catch (IllegalAccessException | InvocationTargetException e) {
          throw new AssertionError(component.toString(), e);
        }
      }
    } else {
      require(value != null, "null");
    }
  }

  /** Time runs forwards, and what comes after reading takes every beatmap. */
  private static void checkUse(Beatmap map) {
    double before = Double.NEGATIVE_INFINITY;
    for (Note note : map.notes()) {
      require(Math.abs(note.beat()) <= MAX_BEAT, "beat " + note.beat());
      double seconds = map.tempo().secondsAt(note.beat());
      require(
          Double.isFinite(seconds) && seconds >= before - ROUNDING_SECONDS,
          seconds + " s after " + before);
      before = seconds;
    }
    Tokenization tokens = Tokenizer.encode(map);
    require(
        tokens.encodedNotes() + tokens.lostNotes() == map.notes().size(), "notes without account");
    require(Tokenizer.decode(tokens.tokens()).size() == tokens.encodedNotes(), "notes in tokens");
    requireSound(MapQuality.of(map, 100));
  }

  /** The objects of two levels are equal, and at the same times. */
  static void requireSame(Level a, Level b) {
    require(a.beatmaps().size() == b.beatmaps().size(), "another number of beatmaps");
    for (int i = 0; i < a.beatmaps().size(); i++) {
      Beatmap before = a.beatmaps().get(i);
      Beatmap after = b.beatmaps().get(i);
      assertEquals(before.notes(), after.notes());
      assertEquals(before.bombs(), after.bombs());
      assertEquals(before.walls(), after.walls());
      assertEquals(before.arcs(), after.arcs());
      assertEquals(before.chains(), after.chains());
      for (Note note : before.notes()) {
        double seconds = before.tempo().secondsAt(note.beat());
        assertEquals(seconds, after.tempo().secondsAt(note.beat()), 1e-4, note::toString);
      }
    }
  }

  private static void require(boolean kept, String broken) {
    if (!kept) {
      throw new AssertionError(broken);
    }
  }
}
