/**
 * Documents of IAM, as plain values: what each part of the toolkit must be allowed, and no more.
 */
package io.logstrata.archiver.permissions;
