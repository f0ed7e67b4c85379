package io.beatweaver.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.beatweaver.InputException;
import io.beatweaver.level.Beatmap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damage is refused with the file's name; wrong values never come out. */
class DamagedStoreTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  @BeforeEach
  void write() throws Exception {
    Songs.write(
        folder, StoreSettings.defaults(), Songs.random(1), Songs.random(2), Songs.random(3));
  }

  private static List<List<Beatmap>> readAll(Path folder) throws IOException {
    try (BeatmapStore store = BeatmapStore.open(folder)) {
      List<List<Beatmap>> all = new ArrayList<>();
      for (SongEntry song : store.songs()) {
        all.add(store.beatmaps(song));
      }
      return all;
    }
  }

  private InputException refused(String file) {
    InputException e = assertThrows(InputException.class, () -> readAll(folder));
    assertTrue(e.file().endsWith(file), e.getMessage());
    assertTrue(e.getMessage().lines().count() == 1, e.getMessage());
    return e;
  }

  private void edit(Consumer<ObjectNode> change) throws IOException {
    Path file = folder.resolve("metadata.json");
    ObjectNode root = (ObjectNode) JSON.readTree(file.toFile());
    change.accept(root);
    JSON.writeValue(file.toFile(), root);
  }

  private static ObjectNode song(ObjectNode root, int i) {
    return (ObjectNode) root.path("songs").get(i);
  }

  @Test
  void noFolderNoStore() {
    InputException e =
        assertThrows(InputException.class, () -> BeatmapStore.open(folder.resolve("not-there")));
    assertEquals("no such folder", e.reason());
  }

  @Test
  void aFolderWithoutManifestIsNoStore() throws Exception {
    Files.delete(folder.resolve("metadata.json"));
    assertThrows(InputException.class, () -> BeatmapStore.open(folder));
  }

  @ParameterizedTest
  @ValueSource(strings = {"notes_0000.parquet", "bombs_0000.parquet", "obstacles_0000.parquet"})
  void aMissingFileIsNamed(String name) throws Exception {
    Files.delete(folder.resolve(name));
    refused(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"notes_0000.parquet", "metadata.json"})
  void aTruncatedFileIsRefusedAtAnyLength(String name) throws Exception {
    Path file = folder.resolve(name);
    byte[] whole = Files.readAllBytes(file);
    // All but the manifest's final line feed carries meaning.
    for (int length = 0; length < whole.length - 1; length += 1 + whole.length / 97) {
      Files.write(file, Arrays.copyOf(whole, length));
      refused(name);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"notes_0000.parquet", "bombs_0000.parquet", "obstacles_0000.parquet"})
  void aFlippedBitIsRefusedOrHarmless(String name) throws Exception {
    List<List<Beatmap>> expected = readAll(folder);
    Path file = folder.resolve(name);
    byte[] whole = Files.readAllBytes(file);
    Random random = new Random(11);
    int refused = 0;
    for (int i = 0; i < 400; i++) {
      byte[] damaged = whole.clone();
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, damaged);
      try {
        // Bits in what a read skips (indexes, columns it doesn't need) change nothing.
        assertEquals(expected, readAll(folder));
      } catch (InputException e) {
        assertTrue(e.file().endsWith(name), e.getMessage());
        refused++;
      }
    }
    assertTrue(refused > 100, "refused: " + refused);
  }

  @Test
  void aDamagedManifestIsRefusedOrStillAManifest() throws Exception {
    Path file = folder.resolve("metadata.json");
    byte[] whole = Files.readAllBytes(file);
    Random random = new Random(12);
    int refused = 0;
    for (int i = 0; i < 1500; i++) {
      byte[] damaged = whole.clone();
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      // The first bytes say which encoding it is.
      damaged[i % 3 == 0 ? random.nextInt(4) : random.nextInt(damaged.length)] ^=
          (byte) (1 << i % 8);
      Files.write(file, damaged);
      try (BeatmapStore store = BeatmapStore.open(folder)) {
        assertEquals(3, store.songs().size());
      } catch (InputException e) {
        refused++;
      }
    }
    assertTrue(refused > 500, "refused: " + refused);
  }

  @Test
  void aForeignFileInPlaceOfOursIsRefused() throws Exception {
    byte[] ours = Files.readAllBytes(folder.resolve("notes_0000.parquet"));
    Arrays.fill(ours, (byte) 'x');
    Files.write(folder.resolve("notes_0000.parquet"), ours);
    refused("notes_0000.parquet");
  }

  @Test
  void filesOfAnotherStoreAreRefused(@TempDir Path other) throws Exception {
    Songs.write(other, StoreSettings.defaults(), Songs.random(1), Songs.random(2));
    Files.copy(
        other.resolve("metadata.json"),
        folder.resolve("metadata.json"),
        StandardCopyOption.REPLACE_EXISTING);
    refused(".parquet");
  }

  @Test
  void anUnknownVersionIsRefused() throws Exception {
    edit(root -> root.put("formatVersion", 2));
    assertEquals("formatVersion", refused("metadata.json").place());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "not json",
        "{\"format\":\"other\"}",
        "{\"format\":\"beatweaver-store\"}",
        "{\"format\":\"beatweaver-store\",\"formatVersion\":1}",
        "{\"format\":\"beatweaver-store\",\"formatVersion\":1,\"songs\":[null]}",
        "{\"format\":\"beatweaver-store\",\"formatVersion\":1,\"songs\":[{}]}",
        "{\"format\":\"beatweaver-store\",\"formatVersion\":1,\"songs\":{}}",
        "{\"format\":\"beatweaver-store\",\"formatVersion\":1,\"files\":null}",
        "{\"format\":\"beatweaver-store\",\"formatVersion\":1,\"summary\":3}",
        "{\"format\":\"beatweaver-store\",\"formatVersion\":1,\"more\":3}",
        "{\"format\":\"beatweaver-store\",\"formatVersion\":99999999999999999999}",
      })
  void aManifestThatIsNoneIsRefused(String text) throws Exception {
    Files.writeString(folder.resolve("metadata.json"), text);
    refused("metadata.json");
  }

  @Test
  void aManifestInNoEncodingIsRefused() throws Exception {
    // Looks like UTF-32, then isn't.
    Files.write(folder.resolve("metadata.json"), new byte[] {0, 0, 0, '{', 0x7F, 0x7F, 0x7F, 0x7F});
    refused("metadata.json");
  }

  @Test
  void countsThatDoNotMatchTheRowsAreRefused() throws Exception {
    edit(root -> ((ObjectNode) song(root, 0).path("beatmaps").get(0)).put("notes", 100_000));
    refused("metadata.json");
  }

  @Test
  void countsThatOverflowAreRefused() throws Exception {
    edit(
        root -> {
          for (int i = 0; i < 2; i++) {
            ((ObjectNode) song(root, 0).path("beatmaps").get(i)).put("notes", Integer.MAX_VALUE);
          }
        });
    refused("metadata.json");
  }

  @Test
  void rowGroupsOfAnotherSongAreRefused() throws Exception {
    edit(
        root -> {
          ObjectNode first = song(root, 0);
          ObjectNode second = song(root, 1);
          var rows = first.get("notes");
          first.set("notes", second.get("notes"));
          second.set("notes", rows);
        });
    refused("metadata.json");
  }

  @Test
  void rowGroupsThatAreNotThereAreRefused() throws Exception {
    edit(root -> ((ObjectNode) song(root, 0).get("notes")).put("rowGroup", 3));
    refused("metadata.json");
  }

  @Test
  void filesOutsideTheFolderAreRefused() throws Exception {
    edit(
        root ->
            ((ObjectNode) root.path("files").path("notes").get(0))
                .put("name", "../notes_0000.parquet"));
    refused("metadata.json");
  }

  @Test
  void aSongListedTwiceIsRefused() throws Exception {
    edit(
        root -> {
          ObjectNode copy = song(root, 0).deepCopy();
          copy.remove(List.of("notes", "bombs", "obstacles"));
          copy.set("beatmaps", JSON.createArrayNode());
          ((ArrayNode) root.path("songs")).add(copy);
        });
    refused("metadata.json");
  }

  @Test
  void valuesThatCanNotBeAreRefusedWithTheirPlace() throws Exception {
    edit(
        root ->
            ((ObjectNode) song(root, 1).path("beatmaps").get(0)).put("difficulty", "Impossible"));
    assertEquals("songs[1].beatmaps[0].difficulty", refused("metadata.json").place());
    edit(root -> song(root, 0).put("bpm", "fast"));
    assertEquals("songs[0].bpm", refused("metadata.json").place());
  }

  @Test
  void aTempoThatIsNoneIsRefused() throws Exception {
    edit(
        root -> {
          song(root, 2).set("tempo", JSON.createArrayNode().add(0).add(0).add(-5));
        });
    if (!refused("metadata.json").place().startsWith("songs[2]")) {
      fail("the place is not the song's");
    }
  }
}
