package io.beatweaver.level;

import java.util.Locale;
import java.util.Optional;

/** The five difficulties, easiest first. */
public enum Difficulty {
  /** Easy, rank 1. */
  EASY("Easy", 1),
  /** Normal, rank 3. */
  NORMAL("Normal", 3),
  /** Hard, rank 5. */
  HARD("Hard", 5),
  /** Expert, rank 7. */
  EXPERT("Expert", 7),
  /** ExpertPlus, shown as "Expert+", rank 9. */
  EXPERT_PLUS("ExpertPlus", 9);

  private final String serializedName;
  private final int rank;

  Difficulty(String serializedName, int rank) {
    this.serializedName = serializedName;
    this.rank = rank;
  }

  /**
   * The name in files.
   *
   * @return {@code Easy} .. {@code ExpertPlus}
   */
  public String serializedName() {
    return serializedName;
  }

  /**
   * The rank in v2 info files.
   *
   * @return 1, 3, 5, 7 or 9
   */
  public int rank() {
    return rank;
  }

  /**
   * The difficulty of a name, in any case; {@code Expert+} is ExpertPlus.
   *
   * @param name a name from a file or a user
   * @return the difficulty, empty if there is none of that name
   */
  public static Optional<Difficulty> parse(String name) {
    String wanted = name.strip().toLowerCase(Locale.ROOT);
    if (wanted.equals("expert+")) {
      return Optional.of(EXPERT_PLUS);
    }
    for (Difficulty difficulty : values()) {
      if (difficulty.serializedName.toLowerCase(Locale.ROOT).equals(wanted)) {
        return Optional.of(difficulty);
      }
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return serializedName;
  }
}
