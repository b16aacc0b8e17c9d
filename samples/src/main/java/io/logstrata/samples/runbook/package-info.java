/**
 * What a person on call asks first, as a program to copy and change: who fails, with what, since
 * when.
 */
package io.logstrata.samples.runbook;
