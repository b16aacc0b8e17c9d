/**
 * The archiver as a function, one log group a call, for teams that keep the state machine of the
 * system that logstrata replaces.
 */
package io.logstrata.archiver.lambda;
