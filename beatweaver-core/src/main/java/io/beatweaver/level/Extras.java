package io.beatweaver.level;

import io.beatweaver.level.internal.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a file says beyond what this library interprets: custom data and unknown keys, as JSON
 * members in the file's order. Carried along so that a level written in the format it was read from
 * keeps them untouched, to the byte of each value.
 *
 * <p>Extras belong to a format: {@code _customData} of a v2 note means nothing in v3. A writer of
 * another format leaves them out and counts them, see {@link WriteLoss}.
 *
 * <p>Where a thing is spread over several JSON objects, a member says by its place in which of them
 * it is: empty for the thing's own object, otherwise the key that leads to the other one ({@code i}
 * of a v4 note, {@code hi}, {@code ti} and {@code ai} of a v4 arc, {@code audio} of a v4 info).
 *
 * <p>Two extras are equal if they are of one format and have the same members in the same order,
 * with the same text: {@code 1.0} isn't {@code 1}, and blanks count. Immutable.
 */
public final class Extras {
  /** Nothing, which is what nearly every object has. */
  public static final Extras NONE = new Extras(null, List.of());

  private final LevelFormat format;
  private final List<Member> members;

  private Extras(LevelFormat format, List<Member> members) {
    this.format = format;
    this.members = members;
  }

  /**
   * One JSON member.
   *
   * @param place empty for the thing's own JSON object, or the key that leads to another one
   * @param name the member's name
   * @param json its value, JSON text
   */
  public record Member(String place, String name, String json) {
    /** Refuses null. */
    public Member {
      Objects.requireNonNull(place, "place");
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(json, "json");
    }
  }

  /**
   * Extras of given members.
   *
   * @param format the format they belong to
   * @param members in the order in which they are to be written
   * @return the extras, {@link #NONE} for no members
   * @throws IllegalArgumentException if the JSON of one is none
   */
  public static Extras of(LevelFormat format, List<Member> members) {
    for (Member member : members) {
      JsonText.require(member.json());
    }
    return ofParsed(format, members);
  }

  /**
   * As {@link #of}, for members whose JSON a parser has gone over already: it isn't looked at
   * again.
   *
   * @param format the format they belong to
   * @param members in the order in which they are to be written
   * @return the extras, {@link #NONE} for no members
   */
  public static Extras ofParsed(LevelFormat format, List<Member> members) {
    Objects.requireNonNull(format, "format");
    return members.isEmpty() ? NONE : new Extras(format, List.copyOf(members));
  }

  /**
   * Custom data of an object, a beatmap or a light show, under the name that its files have for it.
   *
   * @param format the format of the beatmap's file
   * @param json a JSON object
   * @return the extras
   * @throws IllegalArgumentException if that is no JSON
   */
  public static Extras ofCustomData(LevelFormat format, String json) {
    return of(format, List.of(new Member("", customDataKey(format), json)));
  }

  /**
   * The name of custom data in beatmap files.
   *
   * @param format the format
   * @return {@code _customData} or {@code customData}
   */
  public static String customDataKey(LevelFormat format) {
    return switch (format) {
      case V2 -> "_customData";
      case V3, V4 -> "customData";
    };
  }

  /**
   * Whether there are none.
   *
   * @return true for {@link #NONE}
   */
  public boolean isEmpty() {
    return members.isEmpty();
  }

  /**
   * The format they belong to.
   *
   * @return empty for {@link #NONE}
   */
  public Optional<LevelFormat> format() {
    return Optional.ofNullable(format);
  }

  /**
   * The members.
   *
   * @return immutable, in order
   */
  public List<Member> members() {
    return members;
  }

  /**
   * The JSON of a member of the thing's own JSON object.
   *
   * @param name its name
   * @return the text, empty if there is no such member
   */
  public Optional<String> json(String name) {
    return json("", name);
  }

  /**
   * The JSON of a member.
   *
   * @param place where it is
   * @param name its name
   * @return the text of the first such member, empty if there is none
   */
  public Optional<String> json(String place, String name) {
    for (Member member : members) {
      if (member.name.equals(name) && member.place.equals(place)) {
        return Optional.of(member.json);
      }
    }
    return Optional.empty();
  }

  /**
   * These and one more; a member of that place and name is replaced where it stands.
   *
   * @param member the member
   * @return new extras
   * @throws IllegalArgumentException if its JSON is none
   * @throws IllegalStateException of {@link #NONE}, which has no format
   */
  public Extras with(Member member) {
    if (format == null) {
      throw new IllegalStateException("no extras have no format; begin with one");
    }
    JsonText.require(member.json());
    List<Member> changed = new ArrayList<>(members);
    for (int i = 0; i < changed.size(); i++) {
      Member old = changed.get(i);
      if (old.name.equals(member.name) && old.place.equals(member.place)) {
        changed.set(i, member);
        return ofParsed(format, changed);
      }
    }
    changed.add(member);
    return ofParsed(format, changed);
  }

  @Override
  public boolean equals(Object other) {
    return other == this
        || other instanceof Extras that && format == that.format && members.equals(that.members);
  }

  @Override
  public int hashCode() {
    return Objects.hash(format, members);
  }

  @Override
  public String toString() {
    return members.toString();
  }
}
