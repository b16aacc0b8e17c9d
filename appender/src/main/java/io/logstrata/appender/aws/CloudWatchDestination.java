package io.logstrata.appender.aws;

import io.logstrata.appender.ship.Batch;
import io.logstrata.appender.ship.Delivery;
import io.logstrata.appender.ship.Destination;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.RejectedLogEventsInfo;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/**
 * Puts batches into a log stream. Asks for nothing in advance: it just sends, and creates the
 * stream, then the group, when the service says that they are missing, at the start or because
 * somebody deleted them. So where they exist, the one permission needed is logs:PutLogEvents.
 */
public final class CloudWatchDestination implements Destination {
  private static final int SENDS_AFTER_CREATION = 2;

  private final DestinationOptions options;
  private final OwedRetentions retentions;
  private final Supplier<CloudWatchLogsClient> newClient;

  /** As many as there were calls at a time. */
  private final Queue<RequestBody> spareBodies = new ConcurrentLinkedQueue<>();

  /**
   * Two creations of one group at a time abort each other: the second finds what the first made.
   */
  private final Object creation = new Object();

  private volatile CloudWatchLogsClient client;
  private volatile boolean closed;

  /**
   * Does not connect: the client is built by {@link #prepare}, or when the first batch is sent, by
   * the thread that sends it.
   *
   * @param warnings told what did not work but does not stop delivery
   * @param notes told when that has been put right
   */
  public CloudWatchDestination(
      DestinationOptions options, Consumer<String> warnings, Consumer<String> notes) {
    this(options, warnings, notes, () -> Clients.of(options));
  }

  CloudWatchDestination(
      DestinationOptions options,
      Consumer<String> warnings,
      Consumer<String> notes,
      Supplier<CloudWatchLogsClient> newClient) {
    this.options = options;
    this.retentions = new OwedRetentions(options.create().retentionDays(), warnings, notes);
    this.newClient = newClient;
  }

  /**
   * Builds the client, which takes a second or two in a process that has none yet: long enough for
   * the first events to fill a small queue. Looks up no credentials and calls nothing (without a
   * region in configuration, environment or profile, the SDK asks the machine for it).
   *
   * @return why it could not be built, or empty; the first batch tries again
   */
  public Optional<Delivery> prepare() {
    try {
      CloudWatchLogsClient unused = client();
      return Optional.empty();
    } catch (RuntimeException e) {
      return closed ? Optional.empty() : Optional.of(Verdicts.of(e, false));
    } catch (LinkageError e) {
      return Optional.of(Delivery.failed(Delivery.Verdict.DENIED, e.toString()));
    }
  }

  @Override
  public Delivery send(Batch batch) {
    Place place = options.at(batch.timestampMillis(0));
    RequestBody body = spareBodies.poll();
    if (body == null) {
      body = new RequestBody(options.gzip());
    }
    body.attempting(); // the last one's state is not its own
    try {
      body.fill(place.logGroup(), place.logStream(), batch);
      return send(batch, place, body);
    } catch (Error e) { // no memory, or a class that is missing
      String text = "sending failed unexpectedly: " + e;
      return body.mayHaveArrived()
          ? Delivery.unknown(text)
          : Delivery.failed(Delivery.Verdict.UNREACHABLE, text);
    }
  }

  private Delivery send(Batch batch, Place place, RequestBody body) {
    ResourceNotFoundException missing = null;
    for (int i = 0; i < SENDS_AFTER_CREATION; i++) {
      try {
        Delivery delivery = accepted(put(body), batch.size());
        spareBodies.add(body); // not after a failure: a call that ran out of time may still read it
        settleRetentions(place.logGroup());
        return delivery;
      } catch (ResourceNotFoundException e) {
        missing = e;
        body.attempting(); // nothing of it is stored, whatever comes next
      } catch (RuntimeException e) {
        return Verdicts.of(e, body.mayHaveArrived());
      }
      if (!options.create().stream()) {
        break;
      }
      try {
        synchronized (creation) {
          createStream(place);
        }
      } catch (ResourceNotFoundException e) {
        return missing(place, e, options.create().group());
      } catch (RuntimeException e) {
        return Verdicts.ofCreation(e);
      }
    }
    return missing(place, missing, options.create().stream());
  }

  /**
   * @param created just now, by this very attempt: then not every part of the service knows it yet
   */
  private Delivery missing(Place place, ResourceNotFoundException answer, boolean created) {
    String what = "log group " + place.logGroup() + " or its stream " + place.logStream();
    return created
        ? Delivery.failed(
            Delivery.Verdict.UNREACHABLE,
            what + " has been created and is not known everywhere yet: " + answer.getMessage())
        : Delivery.failed(
            Delivery.Verdict.DENIED, what + " does not exist: " + answer.getMessage());
  }

  @Override
  public boolean together(long timestampMillis, long otherMillis) {
    return options.at(timestampMillis).equals(options.at(otherMillis));
  }

  /**
   * What was sent has been answered. Waits for what is on its way besides the batches, for a second
   * at most, and for no longer than this.
   */
  public void awaitRetention(Duration atMost) {
    retentions.awaitCalls(atMost);
  }

  /** Does not wait for a client that is being built, which may take seconds on a busy machine. */
  @Override
  public void close() {
    closed = true;
    retentions.giveUp();
    CloudWatchLogsClient ready = client;
    if (ready != null) {
      ready.close();
    }
  }

  private PutLogEventsResponse put(RequestBody body) {
    body.attempting();
    return client()
        .putLogEvents(
            PutLogEventsRequest.builder()
                .overrideConfiguration(
                    AwsRequestOverrideConfiguration.builder()
                        .putExecutionAttribute(BodyInterceptor.BODY, body)
                        .build())
                .build());
  }

  private static Delivery accepted(PutLogEventsResponse response, int events) {
    RejectedLogEventsInfo rejected = response.rejectedLogEventsInfo();
    if (rejected == null) {
      return Delivery.accepted();
    }
    return Delivery.accepted(
        or(rejected.tooOldLogEventEndIndex(), 0),
        or(rejected.expiredLogEventEndIndex(), 0),
        or(rejected.tooNewLogEventStartIndex(), events));
  }

  private static int or(Integer value, int otherwise) {
    return value == null ? otherwise : value;
  }

  private void createStream(Place place) {
    try {
      putStream(place);
    } catch (ResourceNotFoundException noGroup) {
      if (!options.create().group()) {
        throw noGroup;
      }
      createGroup(place.logGroup());
      putStream(place);
    }
  }

  private void putStream(Place place) {
    try {
      client()
          .createLogStream(r -> r.logGroupName(place.logGroup()).logStreamName(place.logStream()));
    } catch (ResourceAlreadyExistsException e) {
      return; // another process, or another thread of this one, was faster
    }
  }

  private void createGroup(String logGroup) {
    DestinationOptions.Creation create = options.create();
    OwedRetention retention = retentions.of(logGroup);
    CreateLogGroupRequest.Builder request = CreateLogGroupRequest.builder().logGroupName(logGroup);
    create.kmsKeyId().ifPresent(request::kmsKeyId);
    create.logGroupClass().ifPresent(request::logGroupClass);
    if (!create.tags().isEmpty()) {
      request.tags(create.tags());
    }
    try {
      client().createLogGroup(request.build());
      retention.created();
    } catch (ResourceAlreadyExistsException e) {
      retention.exists(); // if another process created it, that one sets its retention
    } catch (RuntimeException e) {
      retention.notCreated(Verdicts.of(e));
      throw e;
    }
    settleRetentions(logGroup);
  }

  /**
   * The group is there, as the service has just shown. Neither waits nor fails: what has been
   * accepted would be sent again.
   */
  private void settleRetentions(String logGroup) {
    CloudWatchLogsClient caller = client; // there is one: the service was called
    try {
      retentions.settle(
          logGroup,
          (group, days) ->
              caller.putRetentionPolicy(r -> r.logGroupName(group).retentionInDays(days)));
    } catch (RuntimeException e) {
      return; // thrown by who listens to our warnings: there is nobody left to tell
    }
  }

  private CloudWatchLogsClient client() {
    CloudWatchLogsClient ready = client;
    return ready == null || closed ? build() : ready;
  }

  private synchronized CloudWatchLogsClient build() {
    if (client == null && !closed) {
      client = newClient.get();
    }
    if (closed) { // asked last: either close() saw the client, or this sees that it was called
      close();
      throw new CancellationException("the destination is closed");
    }
    return client;
  }
}
