package io.logstrata.archiver.archive;

/**
 * A manifest that is gone, though a note beside it says that it was written.
 *
 * @param adopted whether it was of a day that was taken over from an older archive
 */
public record LostManifest(int generation, boolean adopted) {}
