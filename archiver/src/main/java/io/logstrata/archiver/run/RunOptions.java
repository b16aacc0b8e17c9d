package io.logstrata.archiver.run;

import static java.util.Objects.requireNonNull;

/**
 * How a run goes about its work.
 *
 * @param countWith how a final copy is compared with the service
 * @param createdBy what the manifests name as their author; no two runs may have the same
 */
public record RunOptions(Patience patience, CountWith countWith, String createdBy) {
  public RunOptions {
    requireNonNull(patience, "patience");
    requireNonNull(countWith, "countWith");
    requireNonNull(createdBy, "createdBy");
  }
}
