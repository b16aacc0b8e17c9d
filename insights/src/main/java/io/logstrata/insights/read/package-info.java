/**
 * Text as people paste it becomes the model, or an error that says where, what was found and what
 * was expected.
 */
package io.logstrata.insights.read;
