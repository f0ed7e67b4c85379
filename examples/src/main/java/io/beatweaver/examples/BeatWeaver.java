package io.beatweaver.examples;

import io.beatweaver.InputException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;
import java.util.concurrent.CancellationException;
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
      Regenerate.class,
      Corpus.class,
      Inspect.class,
      Convert.class,
      Tempo.class,
      Features.class,
      Download.class,
      ExtractOfficial.class,
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
    Locale.setDefault(Locale.ROOT);
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
    try {
      return line.execute(args);
    } catch (OutOfMemoryError e) {
      System.err.println("beatweaver: " + e.getMessage() + "; give java more, as in -Xmx8g");
      return INPUT_FAULT;
    }
  }

  private static IExecutionExceptionHandler handler() {
    return (failure, line, parsed) -> {
      PrintWriter err = line.getErr();
      err.println("beatweaver: " + reason(failure));
      if (System.getenv("BEATWEAVER_TRACE") != null) {
        failure.printStackTrace(err);
      }
      return failure instanceof IllegalArgumentException ? CommandLine.ExitCode.USAGE : INPUT_FAULT;
    };
  }

  /**
   * One line that says what went wrong. Bad input is always an {@link InputException}; an illegal
   * argument is an option's value, an illegal state a missing engine or a training that diverged.
   */
  private static String reason(Exception failure) {
    if (failure instanceof UncheckedIOException wrapped) {
      return reason(wrapped.getCause());
    }
    if (failure instanceof FileSystemException refused) {
      return refused.getFile() + ": " + reason(refused);
    }
    boolean told =
        failure instanceof IOException
            || failure instanceof CancellationException
            || failure instanceof IllegalArgumentException
            || failure instanceof IllegalStateException;
    if (told && failure.getMessage() != null) {
      return failure.getMessage();
    }
    return "unexpected "
        + failure
        + " (set BEATWEAVER_TRACE=1 to see where; please report it with the command)";
  }

  /** The system's own words are missing where it has a class for the case. */
  private static String reason(FileSystemException refused) {
    if (refused instanceof NoSuchFileException) {
      return "no such file or folder";
    } else if (refused instanceof FileAlreadyExistsException) {
      return "exists already";
    } else if (refused instanceof AccessDeniedException) {
      return "no permission";
    } else if (refused instanceof NotDirectoryException) {
      return "is no folder";
    }
    return refused.getReason() == null ? "can't be used: " + refused : refused.getReason();
  }
}
