/**
 * What a user copies: {@code cluster} is a service that logs from several processes and a batch job
 * beside it; {@code quickstart} runs both against a cloud on this machine, archives what they
 * logged and asks the same question of the live service and of the archive.
 */
package io.logstrata.samples;
