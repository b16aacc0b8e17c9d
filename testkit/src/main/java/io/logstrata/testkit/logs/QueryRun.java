package io.logstrata.testkit.logs;

import java.util.List;
import java.util.Map;

/** A query that was started. */
public final class QueryRun {
  /** The service's words, as far as this service uses them. */
  public enum Status {
    RUNNING("Running"),
    COMPLETE("Complete"),
    FAILED("Failed"),
    CANCELLED("Cancelled");

    private final String word;

    Status(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  private final String id;
  private final QueryRequest request;
  private final QueryLanguage.Question question;
  private final long startedMillis;
  private Status status = Status.RUNNING;
  private List<Map<String, String>> rows = List.of();
  private long recordsScanned;
  private long bytesScanned;

  QueryRun(String id, QueryRequest request, QueryLanguage.Question question, long startedMillis) {
    this.id = id;
    this.request = request;
    this.question = question;
    this.startedMillis = startedMillis;
  }

  public String id() {
    return id;
  }

  public QueryRequest request() {
    return request;
  }

  QueryLanguage.Question question() {
    return question;
  }

  public long startedMillis() {
    return startedMillis;
  }

  public synchronized Status status() {
    return status;
  }

  /** Returns the rows; none before the query is complete. */
  public synchronized List<Map<String, String>> rows() {
    return rows;
  }

  public synchronized long recordsScanned() {
    return recordsScanned;
  }

  public synchronized long bytesScanned() {
    return bytesScanned;
  }

  synchronized void complete(List<Map<String, String>> found, long records, long bytes) {
    rows = found;
    recordsScanned = records;
    bytesScanned = bytes;
    status = Status.COMPLETE;
  }

  synchronized void fail() {
    status = Status.FAILED;
  }

  synchronized void cancel() {
    status = Status.CANCELLED;
  }
}
