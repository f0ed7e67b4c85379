package io.beatweaver.level;

/**
 * How a beatmap is played. The game knows a few; mods add others, which are kept by name.
 *
 * @param name the name in files, not blank
 */
public record Characteristic(String name) {
  /** Two sabers, notes from the front. */
  public static final Characteristic STANDARD = new Characteristic("Standard");

  /** Refuses a blank name; half a character in it becomes U+FFFD. */
  public Characteristic {
    name = Checks.text(name, "name");
    if (name.isBlank()) {
      throw new IllegalArgumentException("a characteristic needs a name");
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
