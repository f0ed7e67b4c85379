package io.beatweaver.corpus;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.beatweaver.file.AtomicFiles;
import java.io.IOException;
import java.nio.file.Path;

/** A run's report beside its store. */
final class ReportFile {
  static final String NAME = "report.json";

  private static final JsonMapper JSON = new JsonMapper();

  private ReportFile() {}

  static void write(Path store, CorpusReport report) throws IOException {
    byte[] bytes = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(report.toMap());
    AtomicFiles.write(store.resolve(NAME), out -> out.write(bytes));
  }
}
