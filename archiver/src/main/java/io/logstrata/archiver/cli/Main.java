package io.logstrata.archiver.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The archiver as a program. */
@Command(
    name = "logstrata-archiver",
    description = "Keeps a proven copy of every day of CloudWatch Logs in S3.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    sortOptions = false,
    subcommands = {
      NightlyCommand.class,
      BackfillCommand.class,
      AdoptCommand.class,
      PlanCommand.class,
      StatusCommand.class,
      VerifyCommand.class,
      CatCommand.class,
      DoctorCommand.class,
      DaemonCommand.class,
      PolicyCommand.class,
      SetupCommand.class,
      AlarmsCommand.class,
      AutoComplete.GenerateCompletion.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done, and as it should be",
      "1:something failed; each failure is named",
      "2:wrong usage or configuration",
      "3:nothing failed, but what is there differs from what should be"
    },
    footer = {
      "",
      "The configuration file, at its smallest:",
      "  { \"region\": \"ap-northeast-2\", \"logGroupFilter\": \"umma-production\",",
      "    \"s3BucketName\": \"backup.cloudwatch.umma\", \"logFolderName\": \"backup\" }",
      "Credentials come from the AWS SDK's default chain."
    })
public final class Main implements Runnable {
  @Spec private CommandSpec spec;

  private final Terminal terminal;
  private final OutputStream out;

  private Main(Terminal terminal, OutputStream out) {
    this.terminal = terminal;
    this.out = out;
  }

  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(System.out, true, UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, UTF_8);
    Terminal terminal = Terminal.ofThisProcess(System.getenv());
    OutputStream bytes = new FileOutputStream(FileDescriptor.out);
    System.exit(run(arguments, System.getenv(), out, err, terminal, bytes));
  }

  /** Runs a command and returns its exit code. */
  static int run(
      String[] arguments, Map<String, String> environment, PrintWriter out, PrintWriter err) {
    return run(arguments, environment, out, err, Terminal.NONE, new TextOutput(out));
  }

  /**
   * Runs a command that is read at a terminal, or not.
   *
   * @param bytes where {@code out} goes as well, for what is printed as it is
   */
  static int run(
      String[] arguments,
      Map<String, String> environment,
      PrintWriter out,
      PrintWriter err,
      Terminal terminal,
      OutputStream bytes) {
    return new CommandLine(new Main(terminal, bytes), new Factory(environment))
        .setOut(out)
        .setErr(err)
        .registerConverter(LocalDate.class, Main::day)
        .setExecutionExceptionHandler(new Failure())
        .execute(arguments);
  }

  /** Where a command's output goes. */
  static Terminal terminal(CommandSpec command) {
    return ((Main) command.root().userObject()).terminal;
  }

  /** Standard output, for bytes; unbuffered. */
  static OutputStream output(CommandSpec command) {
    return ((Main) command.root().userObject()).out;
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new TypeConversionException("'" + text + "' is no day: give a day such as 2026-01-31");
    }
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing COMMAND.");
  }

  /** Hands the environment to the commands. */
  private record Factory(Map<String, String> environment) implements CommandLine.IFactory {
    @Override
    public <K> K create(Class<K> type) throws Exception {
      return Callable.class.isAssignableFrom(type)
          ? type.getDeclaredConstructor(Map.class).newInstance(environment)
          : CommandLine.defaultFactory().create(type);
    }
  }
}
