package io.beatweaver.beatsaver;

import io.beatweaver.Progress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** A run in a process of its own, there to be killed. */
final class DownloadMain {
  private DownloadMain() {}

  public static void main(String[] args) throws Exception {
    ClientSettings all = ClientSettings.DEFAULT;
    ClientSettings settings =
        new ClientSettings(
            URI.create(args[0]),
            Duration.ofMillis(1),
            all.tries(),
            all.firstBackoff(),
            all.longestWait(),
            all.apiTimeout(),
            all.downloadTimeout(),
            all.mostZipBytes());
    new MapDownloader(new BeatSaverClient(settings))
        .run(Path.of(args[1]), MapSearch.of(0, 0), 100, 2, Progress.NONE);
  }
}
