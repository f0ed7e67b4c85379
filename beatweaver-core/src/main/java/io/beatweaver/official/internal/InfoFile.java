package io.beatweaver.official.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import io.beatweaver.level.Extras;
import io.beatweaver.level.LevelFormat;
import io.beatweaver.level.LevelInfo;
import io.beatweaver.level.internal.InfoCodec;
import io.beatweaver.level.internal.InfoContent;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * The info file of an extracted level. Its stage is the usual one: the level's own is a pointer
 * into a bundle that isn't at hand.
 *
 * @param pack what the pack says, its tempo above 0
 * @param songFile the song's file
 * @param audioDataFile the tempo regions' file
 * @param songSeconds the song's length
 * @param maps the beatmaps in order
 */
record InfoFile(
    PackLevel pack,
    String songFile,
    String audioDataFile,
    double songSeconds,
    List<InfoContent.Entry> maps) {

  byte[] write(LevelFormat format) throws IOException {
    boolean v4 = format == LevelFormat.V4;
    List<Extras.Member> extras = new ArrayList<>();
    extras.add(new Extras.Member("", Extras.customDataKey(format), customData(v4)));
    if (v4) {
      extras.add(new Extras.Member("audio", "lufs", Double.toString(pack.lufs())));
    }
    LevelInfo info =
        new LevelInfo(
            pack.title(),
            pack.subTitle(),
            pack.artist(),
            pack.mapper(),
            pack.bpm(),
            songFile,
            pack.songTimeOffset(),
            "",
            "",
            pack.previewStart(),
            pack.previewDuration(),
            "",
            Extras.of(format, extras));
    InfoContent.Family family = v4 ? InfoContent.Family.V4 : InfoContent.Family.V2;
    return InfoCodec.bytes(format, new InfoContent(family, info, audioDataFile, songSeconds, maps));
  }

  private String customData(boolean v4) throws IOException {
    String prefix = v4 ? "" : "_";
    StringWriter text = new StringWriter();
    try (JsonGenerator json = Texts.JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeObjectFieldStart(prefix + "editors");
      json.writeStringField(prefix + "lastEditedBy", InfoCodec.TOOL);
      json.writeEndObject();
      json.writeStringField(prefix + "officialLevelId", pack.levelId());
      if (v4 && pack.songTimeOffset() != 0) {
        // Version 4 has no place for it.
        json.writeNumberField("officialSongTimeOffset", pack.songTimeOffset());
      }
      json.writeEndObject();
    }
    return text.toString();
  }
}
