/**
 * One command that shows the whole road: a cloud on this machine, five processes that log, the
 * archiver, and the same question asked of the live service and of the archive.
 */
package io.logstrata.samples.quickstart;
