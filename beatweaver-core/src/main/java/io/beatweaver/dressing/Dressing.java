package io.beatweaver.dressing;

import io.beatweaver.dressing.internal.ArcRules;
import io.beatweaver.dressing.internal.BombRules;
import io.beatweaver.dressing.internal.ChainRules;
import io.beatweaver.dressing.internal.LightRules;
import io.beatweaver.dressing.internal.Loudness;
import io.beatweaver.dressing.internal.Swings;
import io.beatweaver.dressing.internal.WallRules;
import io.beatweaver.level.Arc;
import io.beatweaver.level.Beatmap;
import io.beatweaver.level.BeatmapBuilder;
import io.beatweaver.level.Bomb;
import io.beatweaver.level.Chain;
import io.beatweaver.level.Wall;
import java.util.List;
import java.util.Objects;
import java.util.function.DoublePredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Adds what goes around the notes. The notes stay as they are, and nothing that is added stands
 * where a hand passes: bombs and walls keep clear of every swing's path, from the cell before a
 * note to two cells behind it, and of the way between one note and the next, by a third of a
 * second.
 *
 * <p>By rule and not by chance: the same beatmap and song give the same objects. Notes outside the
 * playing grid are left alone. Stateless and safe to call from any thread.
 */
public final class Dressing {
  private Dressing() {}

  /**
   * Dresses a beatmap. What it has already of a kind that is added makes place for the new.
   *
   * @param map the beatmap
   * @param onsetPerStep the song's onset envelope, one value a 1/16 beat from beat 0, on any scale;
   *     its length is the song's. May be empty: then only arcs are added
   * @param options what to add
   * @return a new beatmap
   */
  public static Beatmap dress(Beatmap map, float[] onsetPerStep, DressingOptions options) {
    Objects.requireNonNull(options, "options");
    Loudness loudness = new Loudness(onsetPerStep);
    BeatmapBuilder dressed = map.toBuilder();
    List<Arc> arcs = options.arcs() ? ArcRules.arcs(map) : map.arcs();
    List<Chain> chains = options.chains() ? ChainRules.chains(map, arcs, loudness) : map.chains();
    Swings swings = new Swings(map, arcs, chains);
    List<Wall> walls = options.walls() ? WallRules.walls(map, swings, loudness) : map.walls();
    List<Bomb> bombs =
        options.bombs() ? BombRules.bombs(map, swings, walls, loudness) : map.bombs();
    dressed.arcs(arcs).chains(chains).walls(walls).bombs(bombs);
    if (options.lights()) {
      dressed.lights(LightRules.lights(loudness));
    }
    return dressed.build();
  }

  /**
   * Dresses a stretch of a beatmap and leaves all else as it is, lights too: adds what {@link
   * #dress} would set up within the stretch, no end of it outside, to what there is. For a stretch
   * that was written anew and has nothing around its notes.
   *
   * @param map the beatmap
   * @param onsetPerStep as for {@link #dress}
   * @param options what to add; lights are not
   * @param fromBeat where the stretch begins
   * @param toBeat the first beat after it
   * @return a new beatmap
   */
  public static Beatmap dressStretch(
      Beatmap map, float[] onsetPerStep, DressingOptions options, double fromBeat, double toBeat) {
    Beatmap whole = dress(map, onsetPerStep, options.withLights(false));
    DoublePredicate in = beat -> beat >= fromBeat && beat < toBeat;
    return map.toBuilder()
        .walls(
            options.walls()
                ? with(
                    map.walls(),
                    whole.walls(),
                    w -> in.test(w.beat()) && w.beat() + w.duration() <= toBeat)
                : map.walls())
        .bombs(
            options.bombs()
                ? with(map.bombs(), whole.bombs(), b -> in.test(b.beat()))
                : map.bombs())
        .arcs(
            options.arcs()
                ? with(map.arcs(), whole.arcs(), a -> in.test(a.beat()) && in.test(a.tailBeat()))
                : map.arcs())
        .chains(
            options.chains()
                ? with(
                    map.chains(), whole.chains(), c -> in.test(c.beat()) && in.test(c.tailBeat()))
                : map.chains())
        .build();
  }

  private static <T> List<T> with(List<T> there, List<T> more, Predicate<T> isAdded) {
    return Stream.concat(there.stream(), more.stream().filter(isAdded)).toList();
  }
}
