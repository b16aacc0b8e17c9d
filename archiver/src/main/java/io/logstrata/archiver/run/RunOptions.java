package io.logstrata.archiver.run;

import static java.util.Objects.requireNonNull;

/**
 * How a run goes about its work.
 *
 * @param countWith how a final copy is compared with the service
 * @param recheckDays how many archived days a nightly run counts again, for events that came late;
 *     0 for none
 * @param createdBy what the manifests name as their author; no two runs may have the same
 */
public record RunOptions(
    Patience patience, CountWith countWith, int recheckDays, String createdBy) {
  public RunOptions {
    requireNonNull(patience, "patience");
    requireNonNull(countWith, "countWith");
    requireNonNull(createdBy, "createdBy");
  }
}
