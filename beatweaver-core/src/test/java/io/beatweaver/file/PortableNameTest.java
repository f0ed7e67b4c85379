package io.beatweaver.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortableNameTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"song.egg", "a b", ".hidden", "Söng", "console", "com", "com10", "lpt", "a.con"})
  void isTakenAsItIs(String name) {
    assertTrue(PortableName.isPortable(name));
    assertEquals(name, PortableName.of(name));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '=',
      value = {
        "con=_con",
        "CON.ogg=_CON.ogg",
        "Aux=_Aux",
        "nul .txt=_nul .txt",
        "COM1=_COM1",
        "lpt9.dat.x=_lpt9.dat.x",
        "a:b=a_b",
        "a/b\\c=a_b_c",
        "what?*=what__",
        "end.=end_",
        "dots...=dots_"
      })
  void whatASystemRefusesIsReplaced(String name, String instead) {
    assertFalse(PortableName.isPortable(name));
    assertEquals(instead, PortableName.of(name));
  }

  @Test
  void hasARoomOf255Bytes() {
    assertTrue(PortableName.isPortable("ö".repeat(127)));
    assertFalse(PortableName.isPortable("ö".repeat(128)));
    assertFalse(PortableName.isPortable(""));
    assertFalse(PortableName.isPortable("a\u0001b"));
    assertFalse(PortableName.isPortable("end "));
    assertEquals("end_", PortableName.of("end "));
  }
}
