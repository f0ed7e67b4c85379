package io.beatweaver.level.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import io.beatweaver.InputException;
import io.beatweaver.level.Extras;
import io.beatweaver.level.LevelFormat;
import io.beatweaver.level.LevelInfo;
import io.beatweaver.level.ReadOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The {@code info.json} of 2018. It is read only; what else it says is carried as if it were v2's,
 * whose files may hold anything.
 */
final class InfoV1 extends InfoCodec {
  private static final Set<String> KNOWN =
      Set.of(
          "songName",
          "songSubName",
          "authorName",
          "beatsPerMinute",
          "previewStartTime",
          "previewDuration",
          "coverImagePath",
          "environmentName",
          "difficultyLevels");
  private static final Set<String> KNOWN_OF_ENTRY =
      Set.of("difficulty", "difficultyRank", "audioPath", "jsonPath", "characteristic");

  InfoV1() {
    super(LevelFormat.V2);
  }

  @Override
  InfoContent read(RawObject root, Warnings warnings, ReadOptions options) throws InputException {
    List<Extras.Member> members = new ArrayList<>();
    root.addExtras(members, "", KNOWN, Map.of());
    List<InfoContent.Entry> entries = new ArrayList<>();
    String song = "";
    int index = 0;
    for (String json : root.elements("difficultyLevels")) {
      String place = "difficultyLevels[" + index++ + "]";
      if (!isObject(json, place, warnings)) {
        continue;
      }
      RawObject node = RawObject.of(json);
      String audio = node.text("audioPath");
      if (song.isBlank()) {
        song = audio;
      } else if (!audio.isBlank() && !audio.equals(song)) {
        warnings.add(place + ".audioPath", "another song than the first difficulty's, not used");
      }
      List<Extras.Member> ofEntry = new ArrayList<>();
      node.addExtras(ofEntry, "", KNOWN_OF_ENTRY, Map.of());
      String characteristic = node.text("characteristic");
      addEntry(
          entries,
          new RawEntry(
              place,
              characteristic.isBlank() ? "Standard" : characteristic,
              node.text("difficulty"),
              node.text("jsonPath"),
              "",
              0,
              0,
              "",
              extras(ofEntry, options)),
          warnings);
    }
    LevelInfo info =
        new LevelInfo(
            root.text("songName"),
            root.text("songSubName"),
            root.text("authorName"),
            "",
            bpm(root, "beatsPerMinute", ""),
            song,
            0,
            root.text("coverImagePath"),
            root.text("environmentName"),
            root.number("previewStartTime", "", warnings),
            root.number("previewDuration", "", warnings),
            "1.0.0",
            extras(members, options));
    return new InfoContent(InfoContent.Family.V1, info, "", 0, entries);
  }

  @Override
  void write(InfoContent content, JsonGenerator json) {
    throw new UnsupportedOperationException("v1 is not written");
  }
}
