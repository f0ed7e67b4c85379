package io.beatweaver.model.internal.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.beatweaver.model.LearningRateSchedule;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private final Schedule schedule = new Schedule(LearningRateSchedule.LINEAR, 1e-3, 50);

  @Test
  void risesStaysAndFalls() {
    assertEquals(2e-5, schedule.rate(0, 0), 1e-12);
    assertEquals(5e-4, schedule.rate(24, 0.01), 1e-12);
    assertEquals(1e-3, schedule.rate(49, 0.02), 1e-12);
    assertEquals(1e-3, schedule.rate(1000, 0.5), 1e-12);
    assertEquals(0.525e-3, schedule.rate(2000, 0.75), 1e-12);
    assertEquals(5e-5, schedule.rate(3000, 1), 1e-12);
    assertEquals(5e-5, schedule.rate(3000, 1.2), 1e-12);
  }

  @Test
  void theCosineFallsFromTheHighestToNothing() {
    Schedule cosine = new Schedule(LearningRateSchedule.COSINE, 2e-3, 4);
    assertEquals(0.5e-3, cosine.rate(0, 0), 1e-12);
    assertEquals(2e-3, cosine.rate(3, 0), 1e-12);
    assertEquals(2e-3 * 0.8535533905932737, cosine.rate(100, 0.25), 1e-12);
    assertEquals(1e-3, cosine.rate(100, 0.5), 1e-12);
    assertEquals(0, cosine.rate(100, 1), 1e-12);
    assertEquals(0, cosine.rate(100, 1.3), 1e-12);
  }

  @Test
  void needsNoWarmUp() {
    assertEquals(0.1, new Schedule(LearningRateSchedule.LINEAR, 0.1, 0).rate(0, 0), 1e-12);
  }
}
