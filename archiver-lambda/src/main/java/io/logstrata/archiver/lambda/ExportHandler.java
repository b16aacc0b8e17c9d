package io.logstrata.archiver.lambda;

import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.logstrata.archiver.aws.Aws;
import io.logstrata.archiver.aws.S3ArchiveStore;
import io.logstrata.archiver.config.ConfigurationException;
import io.logstrata.archiver.config.Settings;
import io.logstrata.archiver.config.SettingsReader;
import io.logstrata.archiver.run.Pace;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * The function {@code export-cloudwatch-logs-to-s3}, for a state machine that calls it until all
 * log groups are done.
 *
 * <p>It takes the event of the function that it replaces ({@code region}, {@code logGroupFilter},
 * {@code s3BucketName}, {@code logFolderName}) and returns the whole event, changed: {@code
 * nextToken} names the next group and is absent when there is none; {@code continue} is whether to
 * call again. One call works on one group, on all its days that are due. While an export outlives
 * the function's time, the event comes back with {@code continue} true and the token as it was; the
 * next call goes on with that very export. A member {@code logstrata} carries what the next call
 * must know, only when there is such a thing. {@code longestRoundSeconds}, 0 to 900, lets a call
 * return earlier, for state machines that wait by themselves.
 *
 * <p>All other settings of the archiver, its endpoints among them, come from the environment:
 * {@code LOGSTRATA_ENDPOINT}, {@code LOGSTRATA_S3_ENDPOINT}, {@code LOGSTRATA_SETTLE} and so on.
 */
public final class ExportHandler implements RequestStreamHandler {
  /** What is kept of the function's time for giving back the lease and answering. */
  private static final Duration MARGIN = Duration.ofSeconds(20);

  private final Map<String, String> environment;
  private final Pace pace;

  /** For the Lambda runtime. */
  public ExportHandler() {
    this(System.getenv(), Pace.real());
  }

  ExportHandler(Map<String, String> environment, Pace pace) {
    this.environment = Map.copyOf(environment);
    this.pace = requireNonNull(pace, "pace");
  }

  /**
   * Does one round.
   *
   * @throws BadEventException when the event cannot be used: every problem is named
   * @throws ExportFailedException when something could not be archived; thrown after the last
   *     group, so that one group's trouble is not the others'
   * @throws ServiceUnreachableException when trying again later may help
   */
  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    ExportEvent event = ExportEvent.read(input);
    Settings settings = settings(event);
    Duration working = Duration.ofMillis(context.getRemainingTimeInMillis()).minus(MARGIN);
    RoundPace round = new RoundPace(pace, event.longestRound().orElse(working), working);
    try (Aws aws = aws(settings)) {
      ExportEvent answer =
          new Round(
                  aws.logSource(),
                  aws.store(),
                  settings,
                  round,
                  line -> context.getLogger().log(line + "\n"),
                  "logstrata-archiver-lambda "
                      + version()
                      + ", request "
                      + context.getAwsRequestId())
              .run(event);
      output.write(answer.bytes());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServiceUnreachableException("interrupted: call again to go on");
    }
  }

  private Settings settings(ExportEvent event) {
    try {
      return new SettingsReader(environment).read(event.settings());
    } catch (ConfigurationException e) {
      throw new BadEventException(e.problems());
    }
  }

  private static Aws aws(Settings settings) {
    return new Aws(
        new S3ArchiveStore.Options(
            settings.s3BucketName(),
            settings.region(),
            settings.expectedBucketOwner(),
            settings.manageBucketPolicy()),
        new Aws.Endpoints(settings.endpoint(), settings.s3Endpoint()));
  }

  private static String version() {
    return Objects.requireNonNullElse(
        ExportHandler.class.getPackage().getImplementationVersion(), "(not from a jar)");
  }
}
