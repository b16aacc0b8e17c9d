package io.logstrata.testkit.logs;

/**
 * A CreateExportTask request, its members already of the right type.
 *
 * @param taskName null when not given
 * @param streamPrefix empty when not given
 * @param prefix {@code exportedlogs} when not given
 */
public record ExportRequest(
    String taskName,
    String group,
    String streamPrefix,
    long fromMillis,
    long toMillis,
    String bucket,
    String prefix) {}
