package io.beatweaver.examples;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.beatweaver.Progress;
import io.beatweaver.level.ReadWarning;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/** What all programs share: {@code --json}, progress on standard error, results on standard out. */
abstract class Job implements Callable<Integer> {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  @Option(
      names = "--json",
      description = "Print one JSON document on standard output and nothing else there.")
  boolean json;

  @Option(names = "--quiet", description = "No progress on standard error.")
  boolean quiet;

  private final PrintStream out = System.out;

  /** Does the work and returns what {@code --json} prints. */
  abstract Map<String, ?> run() throws Exception;

  @Override
  public final Integer call() throws Exception {
    Map<String, ?> result = run();
    if (json) {
      out.println(toJson(result));
    }
    return 0;
  }

  /** A line for people; silent with {@code --json}. */
  final void say(String format, Object... args) {
    if (!json) {
      out.println(args.length == 0 ? format : String.format(format, args));
    }
  }

  /** A line for each thing that was passed over. */
  final void warn(List<ReadWarning> warnings) {
    warnings.forEach(warning -> say("warning: %s", warning));
  }

  /** For {@code --json}. */
  static List<String> texts(List<ReadWarning> warnings) {
    return warnings.stream().map(ReadWarning::toString).toList();
  }

  final Progress progress() {
    return quiet ? Progress.NONE : new ConsoleProgress(System.err, System.console() != null);
  }

  private static String toJson(Map<String, ?> result) {
    try {
      return JSON.writeValueAsString(result);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a result that is no JSON", e);
    }
  }
}
