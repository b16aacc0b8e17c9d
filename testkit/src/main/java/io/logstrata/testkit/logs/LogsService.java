package io.logstrata.testkit.logs;

import java.util.function.BooleanSupplier;

/**
 * The parts of the service that its operations are performed on.
 *
 * @param metrics what metric filters report to
 * @param emptyPages whether searches start with a page that holds nothing but a token
 */
public record LogsService(
    LogStore store,
    ExportDesk exports,
    QueryDesk queries,
    QueryLanguage language,
    MetricSink metrics,
    BooleanSupplier emptyPages) {}
