package io.beatweaver.examples;

import io.beatweaver.InputException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;

/** The entry of all programs: {@code beatweaver COMMAND ...}. */
@Command(
    name = "beatweaver",
    mixinStandardHelpOptions = true,
    version = "BeatWeaver 0.1.0",
    description = "Machine-made Beat Saber maps. New here? Try: beatweaver quickstart",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      Quickstart.class,
      Generate.class,
      Corpus.class,
      Inspect.class,
      Convert.class,
      Tempo.class,
      Features.class,
      Process.class,
      Store.class,
      Train.class,
      Evaluate.class,
      Render.class,
    })
public final class BeatWeaver {
  /** Exit status when the input is at fault. */
  static final int INPUT_FAULT = 1;

  private BeatWeaver() {}

  /**
   * Runs one program and exits with 0, 1 (the input's fault) or 2 (usage).
   *
   * @param args the command and its arguments
   */
  public static void main(String[] args) {
    System.setProperty("java.awt.headless", "true");
    System.exit(run(args));
  }

  /** Runs one program and returns its exit status. */
  static int run(String... args) {
    CommandLine line = new CommandLine(new BeatWeaver());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(handler());
    if (args.length == 0) {
      line.usage(System.err);
      return CommandLine.ExitCode.USAGE;
    }
    return line.execute(args);
  }

  private static IExecutionExceptionHandler handler() {
    return (failure, line, parsed) -> {
      PrintWriter err = line.getErr();
      err.println("beatweaver: " + reason(failure));
      if (!(failure instanceof IOException) && System.getenv("BEATWEAVER_TRACE") != null) {
        failure.printStackTrace(err);
      }
      return INPUT_FAULT;
    };
  }

  /** One line that says what went wrong. */
  private static String reason(Exception failure) {
    if (failure instanceof InputException) {
      return failure.getMessage();
    }
    if (failure instanceof NoSuchFileException missing) {
      return missing.getFile() + ": no such file or folder";
    }
    if (failure instanceof FileAlreadyExistsException existing) {
      return existing.getFile() + ": exists already";
    }
    if (failure instanceof FileSystemException refused && refused.getReason() != null) {
      return refused.getFile() + ": " + refused.getReason();
    }
    if (failure instanceof IOException || failure instanceof IllegalArgumentException) {
      return failure.getMessage();
    }
    return "unexpected "
        + failure
        + " (set BEATWEAVER_TRACE=1 to see where; please report it with the command)";
  }
}
