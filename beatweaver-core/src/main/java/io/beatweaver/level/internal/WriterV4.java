package io.beatweaver.level.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import io.beatweaver.level.Arc;
import io.beatweaver.level.Chain;
import io.beatweaver.level.Extras;
import io.beatweaver.level.NjsEvent;
import io.beatweaver.level.Note;
import io.beatweaver.level.Wall;
import java.io.IOException;
import java.util.List;

/**
 * Writes difficulties of version 4.0, or of 4.1 if there are changes of the note jump speed. Lanes
 * are said by each object, which both versions understand.
 */
final class WriterV4 {
  static final String[] NOTE = {"b", "r", "i"};
  static final String[] NOTE_DATA = {"x", "y", "c", "d", "a"};
  static final String[] BOMB_DATA = {"x", "y"};
  static final String[] WALL_DATA = {"d", "x", "y", "w", "h"};
  static final String[] ARC = {"hb", "tb", "hr", "tr", "hi", "ti", "ai"};
  static final String[] ARC_DATA = {"m", "tm", "a"};
  static final String[] CHAIN = {"hb", "tb", "hr", "tr", "i", "ci"};
  static final String[] CHAIN_DATA = {"tx", "ty", "c", "s"};
  static final String[] NJS = {"b", "i"};
  static final String[] NJS_DATA = {"p", "e", "d"};

  private final DifficultyCodec codec;
  private final JsonGenerator json;
  private final SharedRows<NoteData> notes = new SharedRows<>();
  private final SharedRows<BombData> bombs = new SharedRows<>();
  private final SharedRows<WallData> walls = new SharedRows<>();
  private final SharedRows<ArcData> arcs = new SharedRows<>();
  private final SharedRows<ChainData> chains = new SharedRows<>();
  private final SharedRows<NjsData> speeds = new SharedRows<>();

  private record NoteData(int x, int y, int color, int direction, int angle) {}

  private record BombData(int x, int y) {}

  private record WallData(double duration, int x, int y, int width, int height) {}

  private record ArcData(double multiplier, double tailMultiplier, int midAnchor) {}

  private record ChainData(int x, int y, int slices, double squish) {}

  private record NjsData(boolean extend, int easing, double delta) {}

  WriterV4(DifficultyCodec codec, JsonGenerator json) {
    this.codec = codec;
    this.json = json;
  }

  void write(DifficultyContent content) throws IOException {
    boolean speedChanges = !content.njsEvents.isEmpty();
    json.writeStartObject();
    json.writeStringField("version", speedChanges ? "4.1.0" : "4.0.0");
    DifficultyCodec.array(json, "colorNotes", content.notes, this::writeNote);
    DifficultyCodec.array(
        json,
        "bombNotes",
        content.bombs,
        bomb -> {
          Extras extras = codec.mine(bomb.extras());
          int index = bombs.index(new BombData(bomb.x(), bomb.y()), extras, "i");
          writePointer(bomb.beat(), bomb.rotation(), index, extras);
        });
    DifficultyCodec.array(json, "obstacles", content.walls, this::writeWall);
    DifficultyCodec.array(json, "arcs", content.arcs, this::writeArc);
    DifficultyCodec.array(json, "chains", content.chains, this::writeChain);
    if (speedChanges) {
      DifficultyCodec.array(json, "njsEvents", content.njsEvents, this::writeSpeed);
    } else {
      // 4.1 has done away with them.
      DifficultyCodec.array(json, "spawnRotations", List.of(), row -> {});
      DifficultyCodec.array(json, "spawnRotationsData", List.of(), row -> {});
    }
    writeData();
    codec.writeCarried(content, json);
    json.writeEndObject();
  }

  private void writePointer(double beat, double rotation, int index, Extras extras)
      throws IOException {
    json.writeNumberField("b", beat);
    lane("r", rotation);
    json.writeNumberField("i", index);
    codec.writeExtras(json, extras, NOTE);
  }

  private void lane(String key, double degrees) throws IOException {
    json.writeNumberField(key, Math.round(degrees));
  }

  private void writeNote(Note note) throws IOException {
    Extras extras = codec.mine(note.extras());
    NoteData data =
        new NoteData(note.x(), note.y(), note.hand().color(), note.direction(), note.angleOffset());
    writePointer(note.beat(), note.rotation(), notes.index(data, extras, "i"), extras);
  }

  private void writeWall(Wall wall) throws IOException {
    Extras extras = codec.mine(wall.extras());
    WallData data = new WallData(wall.duration(), wall.x(), wall.y(), wall.width(), wall.height());
    writePointer(wall.beat(), wall.rotation(), walls.index(data, extras, "i"), extras);
  }

  private void writeArc(Arc arc) throws IOException {
    Extras extras = codec.mine(arc.extras());
    int color = arc.hand().color();
    NoteData head = new NoteData(arc.x(), arc.y(), color, arc.direction(), 0);
    NoteData tail = new NoteData(arc.tailX(), arc.tailY(), color, arc.tailDirection(), 0);
    ArcData shape = new ArcData(arc.headMultiplier(), arc.tailMultiplier(), arc.midAnchor());
    json.writeNumberField("hb", arc.beat());
    json.writeNumberField("tb", arc.tailBeat());
    lane("hr", arc.rotation());
    lane("tr", arc.tailRotation());
    json.writeNumberField("hi", notes.index(head, extras, "hi"));
    json.writeNumberField("ti", notes.index(tail, extras, "ti"));
    json.writeNumberField("ai", arcs.index(shape, extras, "ai"));
    codec.writeExtras(json, extras, ARC);
  }

  private void writeChain(Chain chain) throws IOException {
    Extras extras = codec.mine(chain.extras());
    NoteData head = new NoteData(chain.x(), chain.y(), chain.hand().color(), chain.direction(), 0);
    ChainData shape = new ChainData(chain.tailX(), chain.tailY(), chain.slices(), chain.squish());
    json.writeNumberField("hb", chain.beat());
    json.writeNumberField("tb", chain.tailBeat());
    lane("hr", chain.rotation());
    lane("tr", chain.tailRotation());
    json.writeNumberField("i", notes.index(head, extras, "i"));
    json.writeNumberField("ci", chains.index(shape, extras, "ci"));
    codec.writeExtras(json, extras, CHAIN);
  }

  private void writeSpeed(NjsEvent event) throws IOException {
    Extras extras = codec.mine(event.extras());
    NjsData data = new NjsData(event.extend(), event.easing(), event.delta());
    json.writeNumberField("b", event.beat());
    json.writeNumberField("i", speeds.index(data, extras, "i"));
    codec.writeExtras(json, extras, NJS);
  }

  private void writeData() throws IOException {
    notes.write(
        json,
        "colorNotesData",
        note -> {
          json.writeNumberField("x", note.x);
          json.writeNumberField("y", note.y);
          json.writeNumberField("c", note.color);
          json.writeNumberField("d", note.direction);
          json.writeNumberField("a", note.angle);
        },
        NOTE_DATA);
    bombs.write(
        json,
        "bombNotesData",
        bomb -> {
          json.writeNumberField("x", bomb.x);
          json.writeNumberField("y", bomb.y);
        },
        BOMB_DATA);
    walls.write(
        json,
        "obstaclesData",
        wall -> {
          json.writeNumberField("d", wall.duration);
          json.writeNumberField("x", wall.x);
          json.writeNumberField("y", wall.y);
          json.writeNumberField("w", wall.width);
          json.writeNumberField("h", wall.height);
        },
        WALL_DATA);
    arcs.write(
        json,
        "arcsData",
        arc -> {
          json.writeNumberField("m", arc.multiplier);
          json.writeNumberField("tm", arc.tailMultiplier);
          json.writeNumberField("a", arc.midAnchor);
        },
        ARC_DATA);
    chains.write(
        json,
        "chainsData",
        chain -> {
          json.writeNumberField("tx", chain.x);
          json.writeNumberField("ty", chain.y);
          json.writeNumberField("c", chain.slices);
          json.writeNumberField("s", chain.squish);
        },
        CHAIN_DATA);
    if (!speeds.isEmpty()) {
      // The name has no plural, as the game has it.
      speeds.write(
          json,
          "njsEventData",
          speed -> {
            json.writeNumberField("p", speed.extend ? 1 : 0);
            json.writeNumberField("e", speed.easing);
            json.writeNumberField("d", speed.delta);
          },
          NJS_DATA);
    }
  }
}
