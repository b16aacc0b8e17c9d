/**
 * The S3 endpoint: s3proxy holds the objects, a front of our own holds everything about buckets and
 * can fail.
 */
package io.logstrata.testkit.s3;
