package io.beatweaver.unity.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class CommonStringsTest {
  @Test
  void eachNameFollowsTheOneBefore() {
    int offset = 0;
    for (int i = 0; i < CommonStrings.size(); i++) {
      String name = CommonStrings.at(offset);
      assertNotNull(name, "at " + offset);
      offset += name.length() + 1;
    }
    assertNull(CommonStrings.at(offset));
    assertEquals(112, CommonStrings.size());
    assertEquals("AABB", CommonStrings.at(0));
    assertEquals("EntityId", CommonStrings.at(1200));
  }
}
