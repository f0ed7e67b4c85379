package io.beatweaver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class InputExceptionTest {
  @Test
  void saysFilePlaceAndReason() {
    InputException e = new InputException("a/Hard.dat", "colorNotes[17].i", "no whole number: 0.5");
    assertEquals("a/Hard.dat at colorNotes[17].i: no whole number: 0.5", e.getMessage());
    assertEquals("Info.dat: no level", new InputException("Info.dat", "", "no level").getMessage());
  }

  @Test
  void isOneLineThatSteersNoTerminal() {
    InputException e =
        new InputException(
            "S\u00f6ng\n.dat", "a\u0000", "b\u001b[2Jc\u202ed\u2028e\ud800f\ud83d\ude00");
    assertEquals("S\u00f6ng?.dat at a?: b?[2Jc?d?e?f\ud83d\ude00", e.getMessage());
    assertEquals("b?[2Jc?d?e?f\ud83d\ude00", e.reason());
    assertEquals("a?", e.place());
    // The file's name is as it is, for whoever wants to open it.
    assertEquals("S\u00f6ng\n.dat", e.file());
  }

  @Test
  void isNoLongerThanAScreenWhateverTheInput() {
    InputException e =
        new InputException("x".repeat(9999) + ".dat", "y".repeat(9999), "z".repeat(9999));
    assertTrue(e.getMessage().length() < 1300, e.getMessage());
    assertTrue(e.getMessage().contains("xxx ... xxx"), e.getMessage());
    assertTrue(e.getMessage().contains("xxx.dat at yyy"), e.getMessage());
  }
}
