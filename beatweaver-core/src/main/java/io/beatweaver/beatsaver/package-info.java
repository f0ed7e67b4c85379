/**
 * Community maps over HTTP: a polite client of the BeatSaver API and a downloader that makes level
 * folders of what it finds.
 *
 * <pre>{@code
 * BeatSaverClient client = new BeatSaverClient(ClientSettings.DEFAULT);
 * DownloadReport report =
 *     new MapDownloader(client).run(Path.of("maps"), MapSearch.of(0.9, 50), 100, 4, Progress.NONE);
 * }</pre>
 */
package io.beatweaver.beatsaver;
