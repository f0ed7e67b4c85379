package io.beatweaver.level.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.beatweaver.InputException;
import io.beatweaver.level.LevelFormat;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"version":"4.0.0"} | V4
          {"version":"3.0.0"} | V3
          {"_version":"2.0.0"} | V2
          {"_version":"1.5.0","_notes":[]} | V2
          {"_notes":[],"_version":"2.6.0","version":"3.3.0","colorNotes":[]} | V3
          {"version":"3.3.0","_version":"2.6.0","_notes":[]} | V3
          {"_version":"2.6.0","colorNotes":[],"version":"4.0.0"} | V4
          {"version":"4.0.0","bombNotes":[],"bombNotesData":[]} | V4
          {"version":"4.0.0","colorNotes":[]} | V4
          {"bombNotes":[],"version":"3.1.0"} | V3
          {"version":"","_notes":[]} | V2
          {"_notes":[],"colorNotes":[]} | V2
          {"colorNotesData":[]} | V4
          {"bombNotes":[{"b":1}]} | V3
          {"obstacles":[]} | V3
          {"version":3,"burstSliders":[]} | V3
          """)
  void goesByWhatTheFileSays(String json, LevelFormat expected) throws InputException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    assertEquals(expected, Difficulties.read(bytes, "file").format());
  }

  @Test
  void theObjectsAreThoseOfTheVersionThatCounts() throws InputException {
    String json =
        """
        {"_version":"2.6.0","_notes":[{"_time":"broken"}],
        "colorNotes":[{"b":7},{"b":8}],"version":"3.3.0"}""";
    Difficulties.Result result = Difficulties.read(json.getBytes(StandardCharsets.UTF_8), "file");
    assertEquals(2, result.content().notes.size());
    assertEquals("3.3.0", result.content().declaredVersion());
    assertEquals(0, result.warnings().list().size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"customData":{}}
          {"version":"5.0.0"}
          {"_version":"3.0.0","_notes":[]}
          {"version":"four"}
          """)
  void refusesWhatItDoesNotKnow(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    assertThrows(InputException.class, () -> Difficulties.read(bytes, "file"));
  }

  @Test
  void aKeyThatComesTwiceIsUsedOnce() throws InputException {
    String json = "{\"version\":\"3.0.0\",\"colorNotes\":[{}],\"colorNotes\":[{},{}]}";
    Difficulties.Result result = Difficulties.read(json.getBytes(StandardCharsets.UTF_8), "file");
    assertEquals(1, result.content().notes.size());
    assertEquals("colorNotes", result.warnings().list().get(0).place());
  }

  @Test
  void anArrayThatIsNoneIsReported() throws InputException {
    String json = "{\"version\":\"3.0.0\",\"colorNotes\":{\"a\":[1]},\"bombNotes\":null}";
    Difficulties.Result result = Difficulties.read(json.getBytes(StandardCharsets.UTF_8), "file");
    assertEquals("colorNotes", result.warnings().list().get(0).place());
    assertEquals(1, result.warnings().list().size());
  }
}
