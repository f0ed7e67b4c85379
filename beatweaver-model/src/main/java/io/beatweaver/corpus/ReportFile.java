package io.beatweaver.corpus;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.beatweaver.file.AtomicFiles;
import java.io.IOException;
import java.nio.file.Path;

/** A run's report beside its store. */
final class ReportFile {
  static final String NAME = "report.json";

  private static final JsonMapper JSON = new JsonMapper();

  private ReportFile() {}

  static void write(Path store, CorpusReport report) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("found", report.found());
    root.put("unchanged", report.unchanged());
    root.put("stored", report.stored());
    root.put("replaced", report.replaced());
    root.put("removed", report.removed());
    root.put("duplicates", report.duplicates());
    root.put("vanished", report.vanished());
    root.put("notes", report.notes());
    root.put("songsWithFeatures", report.songsWithFeatures());
    root.put("warnings", report.warnings());
    root.put("failed", report.failures().size());
    ObjectNode kinds = root.putObject("failuresByReason");
    report.failuresByKind().forEach(kinds::put);
    var failures = root.putArray("failures");
    for (CorpusReport.Failure failure : report.failures()) {
      failures.addObject().put("path", failure.path()).put("reason", failure.reason());
    }
    byte[] bytes = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
    AtomicFiles.write(store.resolve(NAME), out -> out.write(bytes));
  }
}
