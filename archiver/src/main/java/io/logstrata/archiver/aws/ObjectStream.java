package io.logstrata.archiver.aws;

import io.logstrata.archiver.run.Pace;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * An object's bytes. Where a connection breaks, or the service is too busy, they go on from the
 * byte that is next, as long as the object is the same; the SDK asks again for answers only, not
 * for the rest of a body. Closed early, it drops the connection instead of reading the rest of a
 * large object. What it throws names the object.
 */
final class ObjectStream extends InputStream {
  /** In a row, without a byte between them. */
  private static final int TRIES = 4;

  private static final long UNKNOWN = -1;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final S3Client s3;
  private final S3ArchiveStore.Options options;
  private final String key;
  private final Pace pace;
  private ResponseInputStream<GetObjectResponse> content;
  private String etag;
  private long length = UNKNOWN;
  private long position;
  private int tries = 1;
  private boolean ended;

  /**
   * Opens the object.
   *
   * @throws java.io.FileNotFoundException when there is no such object
   */
  ObjectStream(S3Client s3, S3ArchiveStore.Options options, String key, Pace pace)
      throws IOException {
    this.s3 = s3;
    this.options = options;
    this.key = key;
    this.pace = pace;
    for (SdkException broken = begin(); broken != null; broken = begin()) {
      anotherTry(broken);
    }
  }

  /** Asks for what is left; returns what may be overcome by asking again. */
  private SdkException begin() throws IOException {
    try {
      content =
          s3.getObject(
              request -> {
                request
                    .bucket(options.bucket())
                    .key(key)
                    .expectedBucketOwner(options.expectedOwner().orElse(null));
                if (position > 0) {
                  request.range("bytes=" + position + "-").ifMatch(etag);
                }
              });
    } catch (SdkException e) {
      if (e instanceof AbortedException || !Failures.isTransient(e)) {
        throw Failures.io(doing(), e);
      }
      return e;
    }
    if (position == 0) {
      etag = content.response().eTag();
      // S3 always says it; what speaks its protocol may not.
      length = Optional.ofNullable(content.response().contentLength()).orElse(UNKNOWN);
    } else if (content.response().contentRange() == null) {
      throw new IOException(doing() + " broke off, and the service does not go on with the rest");
    }
    return null;
  }

  private String doing() {
    return "s3:GetObject (" + options.bucket() + "/" + key + ")";
  }

  /** The first time at once: mostly it was the connection. */
  private void anotherTry(Exception broken) throws IOException {
    if (tries == TRIES) {
      throw new IOException(
          doing()
              + " broke off at byte "
              + position
              + ", "
              + TRIES
              + " times in a row: "
              + broken.getMessage(),
          broken);
    }
    try {
      if (tries > 1) {
        pace.pause(PAUSE.multipliedBy(tries));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(doing() + " was interrupted");
    }
    tries++;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] target, int offset, int wanted) throws IOException {
    while (true) {
      Exception broken;
      try {
        int count = content.read(target, offset, wanted);
        if (count >= 0) {
          position += count;
          tries = 1;
          return count;
        }
        if (length == UNKNOWN || position >= length) {
          ended = true;
          return -1;
        }
        broken = new IOException("the answer ended early");
      } catch (AbortedException e) {
        throw Failures.io(doing(), e);
      } catch (IOException | SdkException e) {
        if (length != UNKNOWN && position >= length) {
          // All is here: what came is not what was sent.
          throw new IOException(doing() + ": " + e.getMessage(), e);
        }
        broken = e;
      }
      do {
        content.abort();
        anotherTry(broken);
        broken = begin();
      } while (broken != null);
    }
  }

  @Override
  public void close() throws IOException {
    if (ended) {
      content.close();
    } else {
      content.abort();
    }
  }
}
