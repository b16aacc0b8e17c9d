/**
 * The command line: options in, exit codes out; results on standard output, the rest on standard
 * error.
 */
package io.logstrata.archiver.cli;
